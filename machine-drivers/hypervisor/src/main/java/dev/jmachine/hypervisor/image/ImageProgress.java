package dev.jmachine.hypervisor.image;

/** Hears how far the making of an image has come. */
@FunctionalInterface
public interface ImageProgress {

    /**
     * Take a report.
     *
     * @param message what is being done
     * @param done units done so far
     * @param total all units; 0 when not known
     */
    void progress(String message, long done, long total);
}
