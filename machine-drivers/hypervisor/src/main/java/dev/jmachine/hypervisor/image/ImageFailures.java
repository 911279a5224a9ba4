package dev.jmachine.hypervisor.image;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/** The failures that several classes here report. */
final class ImageFailures {
    private ImageFailures() {
    }

    static MachineException image(String activity, String problem) {
        return new MachineException(ErrorCode.IMAGE, activity, problem);
    }

    static MachineException storage(Path path, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return cancelled("Keeping images in " + path, cause);
        }
        return new MachineException(ErrorCode.STORE_IO, "Keeping images in " + path, cause.toString(), cause);
    }

    /** Report a cancelled work, with the thread marked as interrupted. */
    static MachineException cancelled(String activity, Throwable cause) {
        Thread.currentThread().interrupt();
        return new MachineException(ErrorCode.CANCELLED, activity, "It was cancelled.", cause);
    }
}
