package dev.jmachine.hypervisor.image;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.ProcessLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes over distributions' cloud images, under a name that ends in the beginning of their checksum. The same image is
 * taken over once. Thread-safe.
 */
final class ForeignImages {
    private static final Duration WAIT = Duration.ofHours(1);
    private static final Duration DOWNLOAD_TIMEOUT = Duration.ofHours(2);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int SHORT_CHECKSUM = 12;
    private static final int BUFFER = 1 << 20;

    private final ImageStore store;

    ForeignImages(ImageStore store) {
        this.store = store;
    }

    /**
     * Return the image that came from a web address earlier, or has the checksum. A file is always looked at anew.
     *
     * @param checksum what it must have, if given
     */
    Optional<ImageDescription> known(ImageSource source, Optional<Checksum> checksum) {
        return store.list().stream().filter(image -> checksum.isPresent()
                        ? image.has(checksum.get())
                        : source.uri().isPresent() && image.origin().equals(Optional.of(source.fullText())))
                .findFirst();
    }

    /** Check that an image can be taken over, as far as that can be told at once. */
    void check(ImageSource source) {
        try {
            if (source.path().isPresent()) {
                long size = Files.size(source.path().get());
                long room = Files.createDirectories(store.folder()).toFile().getUsableSpace();
                if (room < size) {
                    throw new MachineException(ErrorCode.PRECREATE_CHECK_FAILED, "Looking at the image " + source,
                            "Its copy needs " + size + " bytes, and " + store.folder() + " has room for " + room + ".");
                }
            }
        } catch (IOException e) {
            throw ImageFailures.storage(store.folder(), e);
        }
    }

    /**
     * Return the image, taken over now unless it is there.
     *
     * @throws MachineException with {@link ErrorCode#IMAGE} if it has another checksum or is no disk; nothing of it is
     *     kept then
     */
    ImageDescription ensure(ImageSource source, Optional<Checksum> checksum, ImageProgress progress) {
        return known(source, checksum).orElseGet(() -> {
            String draft = "import-" + UUID.nameUUIDFromBytes(source.fullText().getBytes(StandardCharsets.UTF_8));
            Runnable onWait = () -> progress.progress("Waiting for another process that takes over the image", 0, 0);
            try (ProcessLock lock = store.lock(draft, WAIT, onWait)) {
                Optional<ImageDescription> other = known(source, checksum);
                return other.isPresent() ? other.get() : takeOver(source, checksum, store.drafts(draft), progress);
            } catch (IOException e) {
                throw ImageFailures.storage(store.folder(), e);
            }
        });
    }

    private ImageDescription takeOver(
            ImageSource source, Optional<Checksum> checksum, Path drafts, ImageProgress progress) throws IOException {
        Path file = drafts.resolve("file");
        if (source.uri().isPresent()) {
            new ImageDownload(source, DOWNLOAD_TIMEOUT, SILENCE).into(file, progress);
        } else {
            copy(source.path().orElseThrow(), file, progress);
        }
        try {
            progress.progress("Verifying the image", 0, 0);
            verify(source, file, checksum);
            DiskFile disk = DiskFile.inspect(file, source.toString());
            return publish(source, checksum, disk, progress);
        } finally {
            FileTrees.delete(drafts);
        }
    }

    private static void copy(Path source, Path target, ImageProgress progress) throws IOException {
        long total = Files.size(source);
        try (InputStream content = Files.newInputStream(source); OutputStream copy = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            long done = 0;
            for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
                copy.write(buffer, 0, length);
                done += length;
                progress.progress("Copying the image", done, total);
                if (Thread.currentThread().isInterrupted()) {
                    throw ImageFailures.cancelled("Copying the image " + source, null);
                }
            }
        }
    }

    private static void verify(ImageSource source, Path file, Optional<Checksum> wanted) throws IOException {
        if (wanted.isPresent()) {
            Checksum found = Checksum.of(file, wanted.get().algorithm());
            if (!found.equals(wanted.get())) {
                throw ImageFailures.image("Verifying the image " + source,
                        "Its checksum is " + found + ", and not " + wanted.get() + ".");
            }
        }
    }

    private ImageDescription publish(
            ImageSource source, Optional<Checksum> checksum, DiskFile disk, ImageProgress progress) throws IOException {
        String digest = Checksum.of(disk.file(), "sha256").value();
        String version = digest.substring(0, SHORT_CHECKSUM);
        String name = source.stem() + "-" + version;
        try (ProcessLock lock = store.lock(name, WAIT, () -> { })) {
            if (store.find(name).isEmpty()) {
                progress.progress("Keeping the image as " + name, 0, 0);
                Path drafts = store.drafts(name);
                Path draft = drafts.resolve("image");
                FileTrees.delete(draft);
                disk.moveTo(Files.createDirectories(draft).resolve(ImageDescription.DISK));
                Map<String, Object> keys = description(name, version, disk);
                keys.put("origin", source.fullText());
                keys.put("sha256", digest);
                checksum.ifPresent(given -> keys.put(given.algorithm(), given.value()));
                ImageDescription.write(draft, keys);
                store.publish(draft, name);
                FileTrees.delete(drafts);
            }
            return store.find(name).orElseThrow(() -> ImageFailures.image("Taking over image " + name, "It is gone."));
        }
    }

    private static Map<String, Object> description(String name, String version, DiskFile disk) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("format", ImageDescription.FORMAT);
        keys.put("name", name);
        keys.put("version", version);
        keys.put("handover", "nocloud");
        keys.put("boot", "disk");
        keys.put("virtualBytes", disk.virtualBytes());
        keys.put("builtAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return keys;
    }
}
