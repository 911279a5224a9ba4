package dev.jmachine.hypervisor.image;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a foreign image comes from: a file of this computer or a web address.
 *
 * @param path the file, absolute; or empty
 * @param uri the web address; or empty
 */
record ImageSource(Optional<Path> path, Optional<URI> uri) {
    private static final int MAX_STEM = 60;

    /**
     * Return the source that the user means, if it is not a name of the catalogue.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} for a malformed address, or
     *     {@link ErrorCode#IMAGE} if the file does not exist
     */
    static Optional<ImageSource> of(String text) {
        String activity = "Reading the image \"" + text + "\"";
        try {
            if (text.matches("(?i)https?:.*")) {
                URI uri = URI.create(text);
                if (uri.getHost() == null) {
                    throw new IllegalArgumentException("It names no host.");
                }
                return Optional.of(new ImageSource(Optional.empty(), Optional.of(uri)));
            }
            Path path = text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
            return ofPath(text, path.toAbsolutePath());
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, activity, e.getMessage(), e);
        }
    }

    private static Optional<ImageSource> ofPath(String text, Path path) {
        if (Files.isRegularFile(path)) {
            return Optional.of(new ImageSource(Optional.of(path), Optional.empty()));
        }
        if (ImageStore.isName(text)) {
            return Optional.empty();
        }
        throw ImageFailures.image("Reading the image \"" + text + "\"", "There is no such file.");
    }

    /** Return the beginning of the name that the image gets. */
    String stem() {
        String file = uri.map(URI::getPath).orElseGet(() -> path.orElseThrow().toString());
        String stem = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
                .toLowerCase(Locale.ROOT)
                .replaceFirst("\\.(qcow2|img|raw|vmdk|vdi|vhdx?)$", "")
                .replaceAll("[^a-z0-9._-]", "-")
                .replaceFirst("^[^a-z0-9]+", "");
        return stem.isEmpty() ? "image" : stem.substring(0, Math.min(stem.length(), MAX_STEM));
    }

    /** Return all of it, by which it is known again. */
    String fullText() {
        return uri.map(URI::toString).orElseGet(() -> path.orElseThrow().toString());
    }

    /** Return it for messages, without what may be secret in an address. */
    @Override
    public String toString() {
        return uri.map(address -> address.getScheme() + "://" + address.getHost()
                        + (address.getPort() < 0 ? "" : ":" + address.getPort()) + address.getPath())
                .orElseGet(() -> path.orElseThrow().toString());
    }
}
