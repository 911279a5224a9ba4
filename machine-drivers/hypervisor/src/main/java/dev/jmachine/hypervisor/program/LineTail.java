package dev.jmachine.hypervisor.program;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads the lines that another process appends to a file. */
final class LineTail {
    private final Path file;
    private final Consumer<String> lines;
    private long position;

    LineTail(Path file, Consumer<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Hand on the lines completed since the last call. */
    void read() throws IOException {
        byte[] bytes;
        // Not a channel: an interruption would close it in the middle.
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            bytes = new byte[(int) (open.length() - position)];
            open.seek(position);
            open.readFully(bytes);
        }
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        position += end;
        new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(lines);
    }
}
