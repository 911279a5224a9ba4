package dev.jmachine.driver.qemu;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.HostPorts;
import dev.jmachine.hypervisor.program.TextTail;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Waits until a guest that was started answers on SSH, and tells why when it never will. */
final class GuestBoot {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LOG_LINES = 12;
    private static final int MIN_PATIENCE_MILLIS = 1_000;
    private static final int MAX_PATIENCE_MILLIS = 10_000;

    private final Guest guest;
    private final QemuProcess process;
    private final String accelerator;
    private final long start = System.nanoTime();

    GuestBoot(Guest guest, QemuProcess process, String accelerator) {
        this.guest = guest;
        this.process = process;
        this.accelerator = accelerator;
    }

    /**
     * Wait.
     *
     * @throws MachineException with {@link ErrorCode#PROVIDER} if QEMU ends, {@link ErrorCode#TIMEOUT} or
     *     {@link ErrorCode#CANCELLED}; the first two with the last lines of the guest's console
     */
    void await() {
        int timeout = guest.settings().bootTimeout();
        try {
            Deadline.after(Duration.ofSeconds(timeout)).await("the guest's SSH server", POLL, this::answers);
        } catch (MachineException e) {
            if (e.code() != ErrorCode.TIMEOUT) {
                throw e;
            }
            throw failure(ErrorCode.TIMEOUT, "Its SSH server did not answer within " + timeout + " s with accelerator "
                    + accelerator + ".", e);
        }
    }

    private boolean answers() {
        if (answersAt(guest.network().sshPort(), patience())) {
            return true;
        }
        if (process.search().isEmpty()) {
            throw failure(ErrorCode.PROVIDER, "QEMU has ended.", null);
        }
        return false;
    }

    /** QEMU accepts a connection before the guest does, so only the server's greeting counts. */
    static boolean answersAt(int port, int patience) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(HostPorts.LOOPBACK, port), patience);
            socket.setSoTimeout(patience);
            return new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII).equals("SSH-");
        } catch (IOException e) {
            return false;
        }
    }

    /** Short at first, because a connection made too early never gets an answer; longer for a slow guest. */
    private int patience() {
        long elapsed = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return (int) Math.min(MAX_PATIENCE_MILLIS, MIN_PATIENCE_MILLIS + elapsed / 20);
    }

    private MachineException failure(ErrorCode code, String problem, Throwable cause) {
        String console = TextTail.of(guest.files().serialLog(), LOG_LINES);
        String end = console.isEmpty() ? " Its console is empty." : " The end of its console:\n" + console;
        return new MachineException(code, "Booting the guest", problem + end, cause);
    }
}
