package dev.jmachine.hypervisor.image;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.MachineImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an image's {@code image.json} says. The form is described in {@code docs/drivers/qemu-image.md}. */
final class ImageDescription {
    static final String FILE = "image.json";
    static final String DISK = "disk.qcow2";
    static final int FORMAT = 1;

    private final Path folder;
    private final Map<String, Object> keys;
    private final Instant built;

    private ImageDescription(Path folder, Map<String, Object> keys) throws IOException {
        this.folder = folder;
        this.keys = keys;
        if (number("format") != FORMAT) {
            throw new IOException("format " + keys.get("format") + " is not known");
        }
        try {
            built = Instant.parse(text("builtAt"));
        } catch (DateTimeException e) {
            throw new IOException("builtAt is no point in time", e);
        }
    }

    /**
     * Read an image's description.
     *
     * @throws IOException if it cannot be read or has another form
     */
    static ImageDescription read(Path folder) throws IOException {
        return new ImageDescription(folder, JSON.std.mapFrom(Files.readString(folder.resolve(FILE))));
    }

    /** Write the description of an image that is about to be published. */
    static void write(Path folder, Map<String, Object> keys) throws IOException {
        Files.writeString(folder.resolve(FILE),
                JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(keys) + "\n");
    }

    /** Return where a foreign image came from; empty for one of ours. */
    Optional<String> origin() {
        return optionalText("origin");
    }

    /** Return whether the file that a foreign image was made from has a checksum. */
    boolean has(Checksum checksum) {
        return optionalText(checksum.algorithm()).equals(Optional.of(checksum.value()));
    }

    /** Return what machines need to know, under the name that the catalogue has it by. */
    Image image() throws IOException {
        boolean ownKernel = text("boot").equals("kernel");
        return new Image(
                name(),
                folder.resolve(DISK),
                Optional.of(folder.resolve("vmlinuz")).filter(kernel -> ownKernel),
                Optional.of(folder.resolve("initrd.img")).filter(initrd -> ownKernel),
                optionalText("kernelCommandLine").orElse(""),
                optionalText("kernelCommandLineEmulation").orElse(""),
                text("handover").equals("nocloud"),
                number("virtualBytes"));
    }

    /** Return what the user sees. */
    MachineImage summary() throws IOException {
        return new MachineImage(name(), text("version"), optionalText("engine").orElse(""), size(), built,
                folder.resolve(DISK));
    }

    private long size() throws IOException {
        long size = 0;
        for (String file : List.of(DISK, "vmlinuz", "initrd.img")) {
            Path path = folder.resolve(file);
            size += Files.exists(path) ? Files.size(path) : 0;
        }
        return size;
    }

    String name() {
        return folder.getFileName().toString();
    }

    private Optional<String> optionalText(String key) {
        return Optional.ofNullable(keys.get(key)).map(Object::toString);
    }

    private String text(String key) throws IOException {
        return optionalText(key).orElseThrow(() -> new IOException(key + " is missing"));
    }

    private long number(String key) throws IOException {
        if (keys.get(key) instanceof Number number) {
            return number.longValue();
        }
        throw new IOException(key + " is no number");
    }
}
