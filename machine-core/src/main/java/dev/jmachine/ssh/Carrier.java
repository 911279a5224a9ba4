package dev.jmachine.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** Carries the bytes of one SSH connection: over a socket, or over a channel of another connection. */
interface Carrier extends AutoCloseable {

    /** Connect to a host, once. */
    void connect(String host, int port) throws IOException;

    InputStream input() throws IOException;

    OutputStream output() throws IOException;

    /** Break the connection when the peer is silent for so long from now on; the caller sees to it that it speaks. */
    void watch(Duration silence) throws IOException;

    /** Return whether a write is under way; another one would wait for it. */
    boolean isWriting();

    /** Close the connection, also while it is being made, then wait until the thread that read from it has noticed. */
    @Override
    void close();
}
