package dev.jmachine.swarm.stack;

import dev.jmachine.api.Machine;
import java.nio.file.Path;

/**
 * Puts images onto machines from files, by their engines' API, so that no registry is needed. Stateless and
 * thread-safe.
 */
public final class ImageLoader {

    /** Create a loader. */
    public ImageLoader() {
    }

    /**
     * Put an image onto a machine, unless it is there already, by the digest of its configuration.
     *
     * @param machine where to
     * @param image the image's name, with its tag
     * @param archive the file, as {@code docker save} writes it, packed by gzip or not
     * @return whether it had to be sent
     * @throws dev.jmachine.api.MachineException with {@link dev.jmachine.api.ErrorCode#IMAGE} if the file cannot be
     *     read or does not hold the image
     */
    public boolean load(Machine machine, String image, Path archive) {
        throw new UnsupportedOperationException();
    }
}
