package dev.jmachine.swarm.cluster;

import java.nio.file.Path;
import java.util.Objects;

/**
 * An image that is put on the machines from a file, so that no registry is needed.
 *
 * @param image the image's name, with its tag
 * @param archive the file, as {@code docker save} writes it, packed by gzip or not
 */
public record ImageArchive(String image, Path archive) {

    /** Check that nothing is null. */
    public ImageArchive {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(archive, "archive");
    }
}
