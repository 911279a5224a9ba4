package dev.jmachine.hypervisor.image;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.ProcessLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of images.
 *
 * <p>{@code NAME/} is an image, whole since it appeared, with {@code users/ID} for each machine that stands on it;
 * {@code .drafts/} is where images are made and taken apart; {@code .locks/NAME} is locked by who does either.
 * Thread-safe, and safe against other processes.
 */
final class ImageStore {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final String DRAFTS = ".drafts";
    private static final String LOCKS = ".locks";
    private static final String USERS = "users";
    private static final Duration SHORT_WAIT = Duration.ofSeconds(30);

    private final Path folder;

    ImageStore(Path folder) {
        this.folder = folder;
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    Path folder() {
        return folder;
    }

    /** Return where the image of a name is or would be. */
    Path folder(String name) {
        return folder.resolve(name);
    }

    /** Return the image of a name, if there is one. */
    Optional<ImageDescription> find(String name) {
        if (!isName(name) || !Files.isDirectory(folder(name))) {
            return Optional.empty();
        }
        try {
            return Optional.of(ImageDescription.read(folder(name)));
        } catch (IOException e) {
            if (!Files.isDirectory(folder(name))) {
                // Removed between two looks.
                return Optional.empty();
            }
            throw new MachineException(ErrorCode.IMAGE, "Reading image " + name, "It is damaged: " + e, e);
        }
    }

    /** Return the images that can be read, in order of their names. */
    List<ImageDescription> list() {
        List<ImageDescription> images = new ArrayList<>();
        for (String name : names()) {
            try {
                find(name).ifPresent(images::add);
            } catch (MachineException e) {
                // One damaged image hides no other; whoever asks for it by name hears what is wrong.
                System.getLogger(ImageStore.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
            }
        }
        return images;
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(ImageStore::isName).sorted().toList();
        } catch (IOException e) {
            throw ImageFailures.storage(folder, e);
        }
    }

    /** Take the lock of a name, which need not exist yet. */
    ProcessLock lock(String name, Duration timeout, Runnable onWait) {
        try {
            Path locks = Files.createDirectories(folder.resolve(LOCKS));
            return ProcessLock.take(locks.resolve(name), "another process that works on image " + name, timeout, onWait);
        } catch (IOException e) {
            throw ImageFailures.storage(folder, e);
        }
    }

    /** Return the place for drafts of a name, which may be changed with its lock held. */
    Path drafts(String name) {
        try {
            return Files.createDirectories(folder.resolve(DRAFTS).resolve(name));
        } catch (IOException e) {
            throw ImageFailures.storage(folder, e);
        }
    }

    /** Make a finished draft an image. The lock must be held. */
    void publish(Path draft, String name) throws IOException {
        FileTrees.publish(draft, folder(name));
    }

    /** Remember that a machine stands on an image. */
    void use(String name, String machineId, String machineName) {
        try (ProcessLock lock = lock(name, SHORT_WAIT, () -> { })) {
            if (find(name).isEmpty()) {
                throw ImageFailures.image("Using image " + name, "It was removed meanwhile.");
            }
            Files.writeString(Files.createDirectories(folder(name).resolve(USERS)).resolve(machineId), machineName);
        } catch (IOException e) {
            throw ImageFailures.storage(folder(name), e);
        }
    }

    /** Forget that a machine stands on an image, or on any when the name is empty. */
    void release(String name, String machineId) {
        for (String each : name.isEmpty() ? names() : List.of(name)) {
            try {
                Files.deleteIfExists(folder(each).resolve(USERS).resolve(machineId));
            } catch (IOException e) {
                throw ImageFailures.storage(folder(each), e);
            }
        }
    }

    /** Remove an image that no machine stands on. */
    void remove(String name) {
        String activity = "Removing image " + name;
        if (!isName(name) || !Files.isDirectory(folder(name))) {
            throw ImageFailures.image(activity, "There is no such image.");
        }
        try (ProcessLock lock = lock(name, SHORT_WAIT, () -> { })) {
            List<String> users = users(name);
            if (!users.isEmpty()) {
                throw ImageFailures.image(activity, "Machines stand on it: " + String.join(", ", users) + ".");
            }
            Path removed = drafts(name).resolve("removed");
            FileTrees.delete(removed);
            Files.move(folder(name), removed);
            FileTrees.delete(drafts(name));
        } catch (IOException e) {
            throw ImageFailures.storage(folder(name), e);
        }
    }

    private List<String> users(String name) throws IOException {
        Path users = folder(name).resolve(USERS);
        if (!Files.isDirectory(users)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(users)) {
            for (Path file : files.sorted().toList()) {
                names.add(Files.readString(file).strip());
            }
        }
        return names;
    }
}
