package dev.jmachine.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.connection.channel.direct.Signal;
import net.schmizz.sshj.transport.TransportException;

/**
 * A session channel that tells of signals without cutting output off, can be left without waiting, and never leaves a
 * writer waiting for a host that reads no more.
 */
final class CommandChannel extends SessionChannel {
    private static final int SIGNAL_STATUS = 128;

    /** Signal numbers by the names of RFC 4254, 6.10; the numbers are those of Linux on most architectures. */
    private static final Map<String, Integer> SIGNALS = Map.ofEntries(
            Map.entry("HUP", 1), Map.entry("INT", 2), Map.entry("QUIT", 3), Map.entry("ILL", 4),
            Map.entry("ABRT", 6), Map.entry("FPE", 8), Map.entry("KILL", 9), Map.entry("USR1", 10),
            Map.entry("SEGV", 11), Map.entry("USR2", 12), Map.entry("PIPE", 13), Map.entry("ALRM", 14),
            Map.entry("TERM", 15));

    private volatile String signal;

    CommandChannel(Connection connection) {
        super(connection, StandardCharsets.UTF_8);
    }

    /**
     * Note a signal. SSHJ would close the channel at once, and what the command wrote just before would be lost.
     * OpenSSH's "nobody reads your input any more" is no question and gets no answer.
     */
    @Override
    public void handleRequest(String request, SSHPacket packet) throws ConnectionException, TransportException {
        if (request.equals("exit-signal")) {
            try {
                signal = packet.readString();
            } catch (Buffer.BufferException e) {
                throw new ConnectionException(e);
            }
        } else if (!request.equals("eow@openssh.com")) {
            super.handleRequest(request, packet);
        }
    }

    /** Return the command's exit status, 128 + n for a signal, or null when none was told. */
    Integer status() {
        return signal == null ? getExitStatus() : Integer.valueOf(SIGNAL_STATUS + SIGNALS.getOrDefault(signal, 0));
    }

    /** Close the channel without waiting for the host's answer. */
    void leave() throws TransportException {
        if (isOpen()) {
            sendClose();
        }
    }

    /** Ask the host to end the command, and leave. */
    void end() throws TransportException {
        if (isOpen()) {
            signal(Signal.TERM);
            sendClose();
        }
    }

    /**
     * Close the streams after the host closed the channel. SSHJ's reader would wait here for a writer that waits for
     * the host to read on; the writer is woken first, and finds the channel closed.
     */
    @Override
    protected void closeAllStreams() {
        try {
            sendClose();
        } catch (TransportException e) {
            log.debug("The host is gone", e);
        }
        wakeWriter();
        super.closeAllStreams();
    }

    /** Tell of a broken connection; a writer that waits for the host to read on is woken first, as above. */
    @Override
    public void notifyError(SSHException error) {
        openEvent.deliverError(error);
        closeEvent.deliverError(error);
        wakeWriter();
        super.notifyError(error);
    }

    private void wakeWriter() {
        if (rwin != null) {
            rwin.expand(1);
        }
    }
}
