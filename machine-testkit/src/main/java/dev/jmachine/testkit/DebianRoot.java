package dev.jmachine.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The files of a Debian system with some packages, for running a real server in a test that this machine has not
 * installed, perhaps of another release than its own.
 *
 * <p>It is made from Debian's packages once, by {@code mmdebstrap} with this machine's own apt configuration, and kept
 * in the {@link TestCache} under a name made of all that went into it. Several processes may ask for it at once: one
 * makes it. {@link #open()} lets programs run in it; what they write goes to a layer that ends with them. Whenever one
 * is made, those go that nobody has asked for in a week.
 *
 * <p>Needs Linux, root, and namespaces. Instances are immutable.
 *
 * @param suite the archive's name of the release, such as {@code trixie} or {@code sid}
 * @param components parts of the archive, such as {@code main}
 * @param packages packages beyond the essential ones; what they only recommend is left out
 * @param customization a shell script, run in the root as the last thing of making it
 */
public record DebianRoot(String suite, List<String> components, List<String> packages, String customization) {
    private static final Duration MAKING = Duration.ofMinutes(20);
    private static final Duration PRUNING = Duration.ofMinutes(2);
    private static final int DAYS_KEPT = 7;
    private static final int NOT_HERE = 77;

    /** Copy the lists. */
    public DebianRoot {
        components = List.copyOf(components);
        packages = List.copyOf(packages);
    }

    /** Return a root of a suite with packages of its component {@code main}. */
    public static DebianRoot of(String suite, String... packages) {
        return new DebianRoot(suite, List.of("main"), List.of(packages), "");
    }

    /** Return this with other components of the archive. */
    public DebianRoot withComponents(String... names) {
        return new DebianRoot(suite, List.of(names), packages, customization);
    }

    /** Return this with a shell script that is run in the root, as root, when it is made; a failure of it is one. */
    public DebianRoot withCustomization(String script) {
        return new DebianRoot(suite, components, packages, script);
    }

    /**
     * Make the root unless it is there, which takes minutes, and return why it cannot be had on this machine or now;
     * empty when it can.
     *
     * @throws IllegalStateException with the end of the log when it could be made, but making it failed, as for a
     *     package that there is not
     */
    public Optional<String> obstacle() {
        return Namespaces.obstacle().or(this::make);
    }

    private Optional<String> make() {
        noteUse();
        if (Files.isDirectory(folder())) {
            return Optional.empty();
        }
        HostProgram.Outcome outcome = HostProgram.run(MAKING, Namespaces.command("bash", "-c", script(), "build-root.sh",
                folder().toString(), suite, String.join(",", components), String.join(",", packages), customization));
        if (outcome.status() == NOT_HERE) {
            return Optional.of(outcome.output().strip());
        }
        if (outcome.status() != 0) {
            throw new IllegalStateException("making the Debian root " + folder() + " failed: " + outcome.output());
        }
        prune(folder().getParent(), DAYS_KEPT);
        return Optional.empty();
    }

    private void noteUse() {
        try {
            Path lock = lock(folder());
            if (!Files.exists(lock)) {
                Files.createFile(lock);
            }
            Files.setLastModifiedTime(lock, FileTime.from(Instant.now()));
        } catch (FileAlreadyExistsException e) {
            // Another process has just asked for it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Delete the roots in a folder that nobody has open, nor has asked for in so many days. */
    static void prune(Path roots, int days) {
        HostProgram.Outcome outcome = HostProgram.run(PRUNING, List.of(
                "sh", "-c", script("prune-roots.sh"), "prune-roots.sh", roots.toString(), Integer.toString(days)));
        if (outcome.status() != 0) {
            throw new IllegalStateException("pruning " + roots + " failed: " + outcome.output());
        }
    }

    /** Return the file whose time is that of a root's last use, and whose lock is held by those who have it open. */
    static Path lock(Path root) {
        return root.resolveSibling(root.getFileName() + ".lock");
    }

    /**
     * Open it for programs, making it first if need be. The caller closes it.
     *
     * @throws IllegalStateException when it cannot be had here
     */
    public OpenDebianRoot open() {
        obstacle().ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        return new OpenDebianRoot(folder());
    }

    /** Open it as {@link #open()} does; where it cannot be had, skip the running test and say why. */
    public OpenDebianRoot openOrSkip() {
        obstacle().ifPresent(why -> Assumptions.abort("no Debian " + suite + " to run this in: " + why));
        return new OpenDebianRoot(folder());
    }

    /** Return where it is kept: a folder that is there only when it is whole, and that nobody changes. */
    Path folder() {
        return TestCache.folder("roots").resolve(suite + "-" + checksum());
    }

    private String checksum() {
        String recipe = String.join("\n", script(), suite, components.toString(), packages.toString(), customization);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(recipe.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String script() {
        return script("build-root.sh");
    }

    static String script(String name) {
        try (InputStream stream = DebianRoot.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
