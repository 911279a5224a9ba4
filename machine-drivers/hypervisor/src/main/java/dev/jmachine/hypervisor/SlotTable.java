package dev.jmachine.hypervisor;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gives each machine of a store a small number of its own, from which its addresses and ports follow.
 *
 * <p>A slot is a file named by the number, with the machine's id in it, that comes into being whole by a hard link:
 * claims need no lock between threads or processes, and a crash leaves the slot claimed or not. Thread-safe.
 */
public final class SlotTable {
    /** The number of machines that one store can have. */
    public static final int SLOTS = 5_000;

    private final Path folder;

    /** Open the table in a folder that the machines of a driver and a store share. */
    public SlotTable(Path sharedFolder) {
        this.folder = sharedFolder.resolve("slots");
    }

    /**
     * Return the machine's slot, claimed now if it has none.
     *
     * @throws MachineException with {@link ErrorCode#QUOTA} if all are taken, or {@link ErrorCode#STORE_IO}
     */
    public int claim(String machineId) {
        try {
            Files.createDirectories(folder);
            OptionalInt own = find(machineId);
            return own.isPresent() ? own.getAsInt() : claimFree(machineId);
        } catch (IOException e) {
            throw failure("Claiming a slot for the machine", e);
        }
    }

    /** Give the machine's slot back; succeed when it has none. */
    public void release(String machineId) {
        try {
            OptionalInt own = find(machineId);
            if (own.isPresent()) {
                Files.deleteIfExists(slot(own.getAsInt()));
            }
            Files.deleteIfExists(draft(machineId));
        } catch (IOException e) {
            throw failure("Releasing the machine's slot", e);
        }
    }

    private int claimFree(String machineId) throws IOException {
        Path draft = draft(machineId);
        Files.writeString(draft, machineId);
        try {
            Set<Integer> taken = new HashSet<>(taken());
            for (int number = 1; number <= SLOTS; number++) {
                if (!taken.contains(number) && link(number, draft)) {
                    return number;
                }
            }
        } finally {
            Files.deleteIfExists(draft);
        }
        throw new MachineException(ErrorCode.QUOTA, "Claiming a slot for the machine",
                "All " + SLOTS + " slots in " + folder + " are taken.");
    }

    private boolean link(int number, Path draft) throws IOException {
        try {
            Files.createLink(slot(number), draft);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private OptionalInt find(String machineId) throws IOException {
        for (int number : taken()) {
            if (holder(number).equals(machineId)) {
                return OptionalInt.of(number);
            }
        }
        return OptionalInt.empty();
    }

    private String holder(int number) throws IOException {
        try {
            return Files.readString(slot(number));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private List<Integer> taken() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,4}"))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        }
    }

    private Path slot(int number) {
        return folder.resolve(Integer.toString(number));
    }

    private Path draft(String machineId) {
        return folder.resolve(".claim-" + machineId);
    }

    private static MachineException failure(String activity, IOException cause) {
        return new MachineException(ErrorCode.STORE_IO, activity, cause.toString(), cause);
    }
}
