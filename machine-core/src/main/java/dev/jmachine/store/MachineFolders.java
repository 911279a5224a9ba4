package dev.jmachine.store;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The folder that holds the machines' folders. These come and go by rename: before and after, a folder has a hidden
 * name that no reader looks at, so that a crash leaves no half machine but at most a hidden folder, which is collected
 * later. Immutable; what changes folders needs the store's gate, or a name that nobody else uses.
 */
final class MachineFolders {
    private static final String DRAFT = ".creating";
    private static final String REMOVED = ".removing";

    private final Path parent;

    MachineFolders(Path parent) {
        this.parent = parent;
    }

    /** Return the names of all entries that are not hidden, in no order. */
    private List<String> entries() throws IOException {
        List<String> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent)) {
            for (Path entry : stream) {
                String name = entry.getFileName().toString();
                if (name.charAt(0) != '.') {
                    entries.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return entries;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    /** Return the names of all folders that are not hidden, in {@link NaturalOrder}. */
    List<String> names() throws IOException {
        List<String> names = entries();
        for (int i = names.size() - 1; i >= 0; i--) {
            if (!Files.isDirectory(parent.resolve(names.get(i)))) {
                names.remove(i);
            }
        }
        names.sort(new NaturalOrder());
        return names;
    }

    /** Check that nothing has the name of a machine to be; to some file systems {@code A} and {@code a} are one. */
    void requireFree(String name) throws IOException {
        for (String entry : entries()) {
            if (entry.equalsIgnoreCase(name)) {
                String problem = entry.equals(name)
                        ? "Machine \"" + name + "\" already exists."
                        : "Machine \"" + entry + "\" already exists, whose name differs only in case.";
                throw new MachineException(ErrorCode.MACHINE_EXISTS, "Reserving the name " + name, problem);
            }
        }
    }

    /** Writes the files of a new machine into a folder. */
    interface Content {
        void writeTo(Path folder) throws IOException;
    }

    /** Make the folder of a machine with all that is to be in it or, when that fails, nothing. Needs the gate. */
    void add(String name, Content content) throws IOException {
        PrivateFolders.make(parent);
        collect(DRAFT);
        Path draft = parent.resolve("." + name + DRAFT);
        try {
            PrivateFolders.make(draft);
            content.writeTo(draft);
            Files.move(draft, parent.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(draft, e);
            throw e;
        }
        PrivateFolders.sync(parent);
    }

    private static void discard(Path draft, IOException reason) {
        try {
            PrivateFolders.delete(draft);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** Turn a machine into a hidden folder. Of a symbolic link to a folder, only the link goes. */
    Path hide(String name) throws IOException {
        Path removed = parent.resolve("." + name + "." + UUID.randomUUID() + REMOVED);
        Files.move(parent.resolve(name), removed, StandardCopyOption.ATOMIC_MOVE);
        PrivateFolders.sync(parent);
        return removed;
    }

    /** Delete what earlier removals have left behind. */
    void collectRemoved() throws IOException {
        collect(REMOVED);
    }

    private void collect(String suffix) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parent, ".*" + suffix)) {
            for (Path leftover : leftovers) {
                deleteIfPossible(leftover);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void deleteIfPossible(Path leftover) {
        try {
            PrivateFolders.delete(leftover);
        } catch (IOException e) {
            System.getLogger(MachineFolders.class.getName())
                    .log(System.Logger.Level.WARNING, "What a crash has left in the store cannot be deleted", e);
        }
    }
}
