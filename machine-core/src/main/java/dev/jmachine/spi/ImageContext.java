package dev.jmachine.spi;

import java.nio.file.Path;

/** What a driver is given to build and keep images. Methods with I/O block. Thread-safe. */
public interface ImageContext {

    /** Return a folder of this driver's in the store for what can be fetched or made again; made on the first call. */
    Path cacheFolder();

    /** Tell what is being done now. */
    void progress(String message);

    /**
     * Tell how far it has come.
     *
     * @param done units done so far
     * @param total all units
     */
    void progress(String message, long done, long total);

    /** Tell the user of a choice that was made for them, or of something that they should know. */
    void notice(String message);
}
