package dev.jmachine.swarm.stack;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives as many bytes as were promised of a file that may have grown since; fails when it has shrunk. */
final class ExactStream extends FilterInputStream {
    private final String name;
    private long left;

    ExactStream(InputStream stream, long size, String name) {
        super(stream);
        this.left = size;
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = super.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("The file " + name + " was cut short while it was read.");
        }
        left -= count;
        return count;
    }
}
