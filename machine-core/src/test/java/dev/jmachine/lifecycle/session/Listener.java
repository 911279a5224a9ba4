package dev.jmachine.lifecycle.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A program that listens to a port until it is ended, as OpenSSH's client does that forwards one. */
final class Listener {

    private Listener() {
    }

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(
                Integer.parseInt(arguments[0]), 5, InetAddress.getLoopbackAddress())) {
            while (true) {
                server.accept().close();
            }
        }
    }
}
