package dev.jmachine.hypervisor.program;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Cuts the end off a program's messages, for error texts. */
public final class TextTail {
    private static final int MAX_BYTES = 16 * 1024;

    private TextTail() {
    }

    /** Return the last lines that are not blank, without control characters. */
    public static String of(String text, int lines) {
        // Consoles are full of colours and cursor movements.
        List<String> all = text.replaceAll("\\x1b\\[[0-9;?]*[a-zA-Z]", "").lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    /** Return the last lines of a file, empty when it cannot be read. */
    public static String of(Path file, int lines) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            int length = (int) Math.min(MAX_BYTES, open.length());
            open.seek(open.length() - length);
            byte[] bytes = new byte[length];
            open.readFully(bytes);
            return of(new String(bytes, StandardCharsets.UTF_8), lines);
        } catch (IOException e) {
            return "";
        }
    }
}
