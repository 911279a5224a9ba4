package dev.jmachine.driver.vmware;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how large a virtual disk is, from the head of its file. The format is VMware's "Virtual Disk Format 5.0": a
 * sparse extent, or a description in text.
 */
final class DiskImage {
    private static final int HEAD = 64 * 1024;
    private static final int SECTORS_PER_MEGABYTE = 2048;
    /** The letters KDMV. */
    private static final int SPARSE = 0x564d444b;
    private static final int CAPACITY = 12;
    private static final Pattern EXTENT = Pattern.compile("(?m)^RW (\\d+) ");

    private DiskImage() {
    }

    /**
     * Return the size in MB.
     *
     * @throws IOException if the file cannot be read or is no virtual disk of VMware's
     */
    static long megabytes(Path file) throws IOException {
        ByteBuffer head;
        try (InputStream stream = Files.newInputStream(file)) {
            head = ByteBuffer.wrap(stream.readNBytes(HEAD)).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (head.limit() > CAPACITY + Long.BYTES && head.getInt(0) == SPARSE) {
            return head.getLong(CAPACITY) / SECTORS_PER_MEGABYTE;
        }
        String text = new String(head.array(), StandardCharsets.ISO_8859_1);
        if (!text.startsWith("# Disk DescriptorFile")) {
            throw new IOException("it is not a VMDK file");
        }
        Matcher extents = EXTENT.matcher(text);
        long sectors = 0;
        while (extents.find()) {
            sectors += Long.parseLong(extents.group(1));
        }
        return sectors / SECTORS_PER_MEGABYTE;
    }
}
