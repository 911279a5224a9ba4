package dev.jmachine.driver.qemu.image;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program that is run to its end while its output is read line by line.
 *
 * <p>Its output goes through files, not pipes: no thread is needed to read them, a wait for it can be interrupted, and
 * nothing that it leaves running holds one open.
 */
final class Program {
    private static final long POLL_MILLIS = 200;

    private final String activity;
    private final List<String> command;

    /**
     * Name a program.
     *
     * @param activity what it does, for error messages
     * @param command the program and its arguments
     */
    Program(String activity, List<String> command) {
        this.activity = activity;
        this.command = List.copyOf(command);
    }

    /**
     * What a program left behind.
     *
     * @param status its exit status
     * @param output its standard output
     * @param errors its standard error
     */
    record Result(int status, String output, String errors) {

        /** Return its last messages, or its exit status when it gave none. */
        String complaint() {
            return errors.isBlank() ? "It ended with exit status " + status + "." : errors.strip();
        }
    }

    /**
     * Run it.
     *
     * @param timeout how long it may take; then it is killed
     * @param lines takes each line of its standard output soon after it was written
     * @throws MachineException with {@link ErrorCode#IMAGE} if it cannot be started, {@link ErrorCode#TIMEOUT}, or
     *     {@link ErrorCode#CANCELLED}
     */
    Result run(Duration timeout, Consumer<String> lines) {
        try {
            Path output = Files.createTempFile("jmachine-", ".out");
            Path errors = Files.createTempFile("jmachine-", ".err");
            try {
                int status = run(output, errors, timeout, new LineTail(output, lines));
                return new Result(status, Files.readString(output), Files.readString(errors));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new MachineException(ErrorCode.IMAGE, activity, e.getMessage(), e);
        }
    }

    private int run(Path output, Path errors, Duration timeout, LineTail tail) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            Deadline deadline = Deadline.after(timeout);
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                tail.read();
                if (deadline.expired()) {
                    throw new MachineException(ErrorCode.TIMEOUT, activity,
                            "It did not end within " + timeout.toSeconds() + " s.");
                }
            }
            tail.read();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw ImageFailures.cancelled(activity, e);
        } finally {
            process.destroyForcibly();
        }
    }
}
