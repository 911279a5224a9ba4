package dev.jmachine.hypervisor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Makes small CD images: one folder of few files.
 *
 * <p>The format is ISO 9660 (ECMA-119) with Rock Ridge (IEEE P1282) for names and permissions. Sectors 16 and 17 hold
 * the volume's description and its end, 18 and 19 the path tables, 20 the folder; the files follow.
 */
public final class IsoImage {
    private static final int SECTOR = 2048;
    private static final int DESCRIPTION = 16;
    private static final int PATH_TABLE = 18;
    private static final int FOLDER = 20;
    private static final int PATH_TABLE_SIZE = 10;
    /** The first second of the year 2000: years since 1900, month, day, hour, minute, second, zone. */
    private static final byte[] TIME = {100, 1, 1, 0, 0, 0, 0};
    private static final int FILE_MODE = 0100400;
    private static final int FOLDER_MODE = 0040500;

    private final ByteBuffer image;

    private IsoImage(int sectors) {
        image = ByteBuffer.allocate(sectors * SECTOR);
    }

    /**
     * Return an image.
     *
     * @param label the volume's name
     * @param files the files by name, in the order of their names; as many as one sector can name
     */
    public static byte[] of(String label, Map<String, byte[]> files) {
        int sectors = FOLDER + 1;
        for (byte[] content : files.values()) {
            sectors += sectors(content);
        }
        IsoImage iso = new IsoImage(sectors);
        iso.describe(label, sectors);
        iso.writePathTables();
        iso.writeFiles(files);
        return iso.image.array();
    }

    private static int sectors(byte[] content) {
        return Math.max(1, (content.length + SECTOR - 1) / SECTOR);
    }

    private void describe(String label, int sectors) {
        image.position(DESCRIPTION * SECTOR);
        putDescriptor(1);
        image.put((byte) 0);
        putText("", 32);
        putText(label, 32);
        image.put(new byte[8]);
        putBoth(sectors);
        image.put(new byte[32]);
        // One volume, which is the first; sectors and path table.
        putBoth((short) 1);
        putBoth((short) 1);
        putBoth((short) SECTOR);
        putBoth(PATH_TABLE_SIZE);
        image.order(ByteOrder.LITTLE_ENDIAN).putInt(PATH_TABLE).putInt(0);
        image.order(ByteOrder.BIG_ENDIAN).putInt(PATH_TABLE + 1).putInt(0);
        putRecord(new byte[1], FOLDER, SECTOR, new byte[0]);
        // Volume set, publisher, preparer, application; copyright, abstract and bibliography files.
        putText("", 4 * 128 + 3 * 37);
        for (int time = 0; time < 4; time++) {
            image.put("0".repeat(16).getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
        }
        image.put((byte) 1);
        image.position((DESCRIPTION + 1) * SECTOR);
        putDescriptor(255);
    }

    private void putDescriptor(int type) {
        image.put((byte) type).put("CD001".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
    }

    private void writePathTables() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            image.position((order == ByteOrder.LITTLE_ENDIAN ? PATH_TABLE : PATH_TABLE + 1) * SECTOR);
            image.order(order).put((byte) 1).put((byte) 0).putInt(FOLDER).putShort((short) 1).putShort((short) 0);
        }
    }

    private void writeFiles(Map<String, byte[]> files) {
        image.position(FOLDER * SECTOR);
        putRecord(new byte[] {0}, FOLDER, SECTOR, rockRidgeRoot());
        putRecord(new byte[] {1}, FOLDER, SECTOR, permissions(FOLDER_MODE));
        int sector = FOLDER + 1;
        int number = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] content = file.getValue();
            // Plain ISO 9660 knows no dashes: readers without Rock Ridge see numbers in the same order.
            byte[] plainName = ("FILE" + ++number + ";1").getBytes(StandardCharsets.US_ASCII);
            putRecord(plainName, sector, content.length, join(name(file.getKey()), permissions(FILE_MODE)));
            image.put(sector * SECTOR, content);
            sector += sectors(content);
        }
    }

    private void putRecord(byte[] name, int sector, int size, byte[] systemUse) {
        int nameArea = name.length + (name.length + 1) % 2;
        int length = 33 + nameArea + systemUse.length + systemUse.length % 2;
        int end = image.position() + length;
        image.put((byte) length).put((byte) 0);
        putBoth(sector);
        putBoth(size);
        image.put(TIME);
        boolean folder = name.length == 1;
        image.put((byte) (folder ? 2 : 0)).put((byte) 0).put((byte) 0);
        putBoth((short) 1);
        image.put((byte) name.length).put(name);
        image.position(end - systemUse.length - systemUse.length % 2);
        image.put(systemUse);
        image.position(end);
    }

    /** The root says that the sharing protocol is spoken, and that Rock Ridge is meant. */
    private static byte[] rockRidgeRoot() {
        byte[] sharing = {'S', 'P', 7, 1, (byte) 0xbe, (byte) 0xef, 0};
        String id = "RRIP_1991A";
        byte[] extension = ByteBuffer.allocate(8 + id.length())
                .put(new byte[] {'E', 'R', (byte) (8 + id.length()), 1, (byte) id.length(), 0, 0, 1})
                .put(id.getBytes(StandardCharsets.US_ASCII))
                .array();
        return join(join(sharing, permissions(FOLDER_MODE)), extension);
    }

    private static byte[] name(String name) {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(5 + text.length)
                .put(new byte[] {'N', 'M', (byte) (5 + text.length), 1, 0})
                .put(text)
                .array();
    }

    private static byte[] permissions(int mode) {
        ByteBuffer entry = ByteBuffer.allocate(36).put(new byte[] {'P', 'X', 36, 1});
        for (int value : new int[] {mode, 1, 0, 0}) {
            putBoth(entry, value);
        }
        return entry.array();
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private void putText(String text, int length) {
        image.put((text + " ".repeat(length - text.length())).getBytes(StandardCharsets.US_ASCII));
    }

    private void putBoth(int value) {
        putBoth(image, value);
    }

    private void putBoth(short value) {
        image.order(ByteOrder.LITTLE_ENDIAN).putShort(value).order(ByteOrder.BIG_ENDIAN).putShort(value);
    }

    private static void putBoth(ByteBuffer target, int value) {
        target.order(ByteOrder.LITTLE_ENDIAN).putInt(value).order(ByteOrder.BIG_ENDIAN).putInt(value);
    }
}
