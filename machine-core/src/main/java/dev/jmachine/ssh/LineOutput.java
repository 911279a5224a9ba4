package dev.jmachine.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Keeps what is written, and hands each line over as soon as it has ended. For one writer. */
final class LineOutput extends ByteArrayOutputStream {
    private final Consumer<String> lines;
    private int told;

    LineOutput(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int start = count;
        super.write(bytes, offset, length);
        for (int index = start; index < count; index++) {
            if (buf[index] == '\n') {
                lines.accept(new String(buf, told, index - told, StandardCharsets.UTF_8));
                told = index + 1;
            }
        }
    }
}
