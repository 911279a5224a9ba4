package dev.jmachine.driver.qemu.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
        ByteBuffer bytes;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            bytes = ByteBuffer.allocate((int) (channel.size() - position));
            channel.position(position);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
        }
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        position += end;
        new String(bytes.array(), 0, end, StandardCharsets.UTF_8).lines().forEach(lines);
    }
}
