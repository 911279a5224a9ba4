package dev.jmachine.engine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes to and from a peer. Calls end at the deadline that the stream was opened with, or when interrupted. */
interface ByteStream extends Closeable {

    /**
     * Read some bytes, one at least.
     *
     * @return how many, or -1 at the end
     * @throws java.net.SocketTimeoutException when the deadline passes
     * @throws java.nio.channels.ClosedByInterruptException when the thread is interrupted; its flag stays set
     */
    int read(ByteBuffer target) throws IOException;

    /** Write all bytes that remain; fails as {@link #read} does. */
    void write(ByteBuffer source) throws IOException;
}
