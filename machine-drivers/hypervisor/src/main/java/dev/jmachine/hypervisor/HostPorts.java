package dev.jmachine.hypervisor;

import dev.jmachine.hypervisor.program.Platform;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports of this computer to listen on.
 *
 * <p>Each machine of a store has a pair of ports of its own by its slot, so that machines made at once never choose the
 * same ones, and a machine that is off keeps its own. They lie below the ports that systems give to outgoing
 * connections. Whoever finds a port of the pair taken by a stranger takes a spare one.
 */
public final class HostPorts {
    /** The address at which only this computer itself is reached. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    private static final int FIRST_SPARE = 30_000;
    private static final int SPARES = 2_700;

    private HostPorts() {
    }

    /**
     * Return the first port of a machine's own pair.
     *
     * @param store a number that differs between stores, so that their machines seldom meet
     * @param slot the machine's slot
     */
    public static int own(int store, int slot) {
        return FIRST + Math.floorMod(2 * (store + slot), COUNT);
    }

    /** Return whether a TCP port of the loopback address can be listened on. */
    public static boolean free(int port) {
        return problem("tcp", LOOPBACK, port).isEmpty();
    }

    /**
     * Return why a port cannot be listened on, or nothing when it can.
     *
     * @param protocol {@code tcp} or {@code udp}
     * @param address address of this computer
     */
    public static String problem(String protocol, String address, int port) {
        try {
            InetSocketAddress socketAddress = new InetSocketAddress(InetAddress.getByName(address), port);
            if (protocol.equals("udp")) {
                new DatagramSocket(socketAddress).close();
            } else {
                try (ServerSocket socket = new ServerSocket()) {
                    socket.setReuseAddress(Platform.current() != Platform.WINDOWS);
                    socket.bind(socketAddress);
                }
            }
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Return the port if it is free and not one to avoid, else a spare one of which that is so. */
    public static int freeOrSpare(int port, Collection<Integer> avoid) {
        int candidate = port;
        int offset = ThreadLocalRandom.current().nextInt(SPARES);
        for (int tries = 0; (avoid.contains(candidate) || !free(candidate)) && tries < SPARES; tries++) {
            candidate = FIRST_SPARE + (offset + tries) % SPARES;
        }
        return candidate;
    }
}
