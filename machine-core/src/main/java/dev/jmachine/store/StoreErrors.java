package dev.jmachine.store;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Words the failures of the store. Stateless. */
final class StoreErrors {

    private StoreErrors() {
    }

    /**
     * Return the exception for a file or folder that cannot be read or written.
     *
     * @param activity what was being done
     * @param path what it was done to; named in the message when the failure itself names nothing
     */
    static MachineException io(String activity, Path path, IOException failure) {
        return new MachineException(ErrorCode.STORE_IO, activity, reason(path, failure), failure);
    }

    /** Return the exception for a file that does not hold what it should. */
    static MachineException damaged(Path file, String what) {
        return new MachineException(ErrorCode.STORE_DAMAGED, "Reading " + file, what);
    }

    /** Return the exception for a machine that is not there. */
    static MachineException notFound(Path folder) {
        return new MachineException(ErrorCode.MACHINE_NOT_FOUND, "Looking for the machine " + folder.getFileName(),
                "There is no machine of that name in " + folder.getParent() + ".");
    }

    private static String reason(Path path, IOException failure) {
        if (!(failure instanceof FileSystemException)) {
            return path + ": " + failure.getMessage() + ".";
        }
        FileSystemException placed = (FileSystemException) failure;
        String place = placed.getFile() == null ? path.toString() : placed.getFile();
        return place + ": " + reason(placed) + ".";
    }

    private static String reason(FileSystemException failure) {
        if (failure.getReason() != null) {
            return failure.getReason();
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "something else is in its place";
        }
        return failure instanceof NoSuchFileException ? "it is not there" : failure.getClass().getSimpleName();
    }
}
