package dev.jmachine.hypervisor.image;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.program.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A disk image from outside, looked at by {@code qemu-img}.
 *
 * @param file the file
 * @param format its form, in QEMU's words
 * @param virtualBytes size of the disk in it
 */
record DiskFile(Path file, String format, long virtualBytes) {
    private static final Set<String> FORMATS = Set.of("qcow2", "raw", "vmdk", "vdi", "vpc", "vhdx");
    private static final Duration INSPECT_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CONVERT_TIMEOUT = Duration.ofMinutes(30);
    private static final int SECTOR = 512;
    private static final int SIGNATURE = 510;

    /**
     * Look at a file.
     *
     * @param origin how the user knows it, for messages
     * @throws MachineException with {@link ErrorCode#IMAGE} if it is no disk to start a machine from
     */
    static DiskFile inspect(Path file, String origin) throws IOException {
        String activity = "Looking at the image " + origin;
        Command.Result result =
                Command.run(List.of("qemu-img", "info", "--output=json", file.toString()), INSPECT_TIMEOUT);
        if (result.exitStatus() != 0) {
            throw ImageFailures.image(activity, result.complaint());
        }
        Map<String, Object> facts = JSON.std.mapFrom(result.output());
        String format = String.valueOf(facts.get("format"));
        // A foreign image that points to further files would bring files of this computer into the guest.
        if (facts.containsKey("backing-filename") || result.output().contains("\"data-file\"")) {
            throw ImageFailures.image(activity, "It stands on another file, which cannot be allowed.");
        }
        // Whatever QEMU does not recognise it calls raw: an error page, a compressed file.
        if (!FORMATS.contains(format) || format.equals("raw") && !hasBootSector(file)) {
            throw ImageFailures.image(activity,
                    "It is no disk image that a machine can start from; a compressed one must be unpacked first.");
        }
        return new DiskFile(file, format, ((Number) facts.get("virtual-size")).longValue());
    }

    private static boolean hasBootSector(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] sector = content.readNBytes(SECTOR);
            return sector.length == SECTOR && sector[SIGNATURE] == 0x55 && sector[SIGNATURE + 1] == (byte) 0xaa;
        }
    }

    /** Move it to its place, as qcow2. */
    void moveTo(Path target) throws IOException {
        if (format.equals("qcow2")) {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Command.Result result = Command.run(
                List.of("qemu-img", "convert", "-f", format, "-O", "qcow2", file.toString(), target.toString()),
                CONVERT_TIMEOUT);
        if (result.exitStatus() != 0) {
            throw ImageFailures.image("Converting the image to " + target, result.complaint());
        }
    }
}
