package dev.jmachine.driver.qemu;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Collects a tar archive of plain files that belong to root, in the form of POSIX.1-1988 (ustar), without times. */
final class TarArchive {
    private static final int BLOCK = 512;
    private static final int MAX_NAME = 100;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    /**
     * Add a file.
     *
     * @param name its path, without a leading slash; at most 100 bytes
     * @param mode its permissions
     * @param text its content
     */
    void add(String name, int mode, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        archive.writeBytes(header(name, mode, content.length));
        archive.writeBytes(content);
        archive.writeBytes(new byte[-content.length & BLOCK - 1]);
    }

    /** Return the archive with its end mark. */
    byte[] toByteArray() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(archive.toByteArray());
        whole.writeBytes(new byte[2 * BLOCK]);
        return whole.toByteArray();
    }

    private static byte[] header(String name, int mode, int size) {
        if (name.length() > MAX_NAME) {
            throw new IllegalArgumentException("The name is too long for a tar archive: " + name);
        }
        ByteBuffer header = ByteBuffer.allocate(BLOCK);
        put(header, 0, name);
        put(header, 100, octal(mode, 7));
        put(header, 108, octal(0, 7));
        put(header, 116, octal(0, 7));
        put(header, 124, octal(size, 11));
        put(header, 136, octal(0, 11));
        // While the checksum is made its own field counts as blanks.
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        put(header, 265, "root");
        put(header, 297, "root");
        int sum = 0;
        for (byte value : header.array()) {
            sum += value & 0xff;
        }
        put(header, 148, octal(sum, 6) + "\0 ");
        return header.array();
    }

    private static String octal(int number, int digits) {
        return String.format("%0" + digits + "o", number);
    }

    private static void put(ByteBuffer header, int position, String text) {
        header.put(position, text.getBytes(StandardCharsets.US_ASCII));
    }
}
