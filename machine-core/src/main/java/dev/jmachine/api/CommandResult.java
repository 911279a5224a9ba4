package dev.jmachine.api;

/**
 * What a command on a host has ended with.
 *
 * @param exitStatus its exit status; 128 + n when it was ended by signal n
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
public record CommandResult(int exitStatus, String output, String errors) {

    /** Return whether the exit status is 0. */
    public boolean succeeded() {
        return exitStatus == 0;
    }
}
