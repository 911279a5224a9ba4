package dev.jmachine.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** The few things that copying asks of a host's file system. Modes are the lower nine bits. Not thread-safe. */
interface RemoteFiles extends Closeable {

    /**
     * What stands at a path, links followed.
     *
     * @param folder whether it is a folder; otherwise it is a regular file
     * @param mode its permissions
     */
    record Entry(boolean folder, int mode) {}

    /** Return what stands at a path; empty when nothing does. */
    Optional<Entry> find(String path) throws IOException;

    /** Return the names in a folder, without the folder itself and its parent. */
    List<String> list(String folder) throws IOException;

    /** Return the absolute path, with dots and links resolved. */
    String resolve(String path) throws IOException;

    void makeFolder(String path, int mode) throws IOException;

    /** Write a file over; a new one is its owner's alone until the caller sets its mode. */
    void write(String path, InputStream content) throws IOException;

    void read(String path, OutputStream target) throws IOException;

    void setMode(String path, int mode) throws IOException;
}
