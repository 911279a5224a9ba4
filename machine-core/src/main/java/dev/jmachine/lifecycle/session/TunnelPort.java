package dev.jmachine.lifecycle.session;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds ports of this computer for tunnels: none that the system hands out to connections by itself. */
final class TunnelPort {
    private static final int FIRST = 20_000;
    private static final int END = 32_768;
    private static final int ATTEMPTS = 100;

    private TunnelPort() {
    }

    /** Return a free port. */
    static int choose() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, END)).limit(ATTEMPTS)
                .filter(TunnelPort::isFree).findFirst()
                .orElseThrow(() -> new MachineException(ErrorCode.PORT_IN_USE, "Choosing a port for the tunnel",
                        "None of " + ATTEMPTS + " ports from " + FIRST + " on is free."));
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
