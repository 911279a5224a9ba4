package dev.jmachine.hypervisor.program;

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

/** Runs a program of this computer to its end. Its input is empty and its messages are in English. */
public final class Command {
    private static final long POLL_MILLIS = 200;
    /** A killed program is gone at once, except one that waits for a device that does not answer. */
    private static final long DEATH_SECONDS = 5;
    private static final String PREFIX = "command-";

    /**
     * What a program left behind.
     *
     * @param exitStatus its exit status
     * @param output its standard output
     * @param errors its standard error
     */
    public record Result(int exitStatus, String output, String errors) {

        /** Return the last lines of the program's messages, joined, or its exit status when it gave none. */
        public String complaint() {
            String text = TextTail.of(errors.isBlank() ? output : errors, 5);
            return text.isEmpty() ? "exit status " + exitStatus : text;
        }
    }

    private Command() {
    }

    /**
     * Run a program in the current folder.
     *
     * @param arguments the program and its arguments
     * @param timeout how long it may take; then it is killed
     * @throws MachineException with {@link ErrorCode#PROVIDER} if it cannot be started, {@link ErrorCode#TIMEOUT}, or
     *     {@link ErrorCode#CANCELLED} if the thread is interrupted
     */
    public static Result run(List<String> arguments, Duration timeout) {
        try {
            Path outputs = Files.createTempDirectory("jmachine-");
            try {
                return run(arguments, Path.of("").toAbsolutePath(), outputs, timeout, line -> { });
            } finally {
                Files.deleteIfExists(outputs);
            }
        } catch (IOException e) {
            throw failure(arguments, e);
        }
    }

    /** Run a program in a folder, which its output goes through too; otherwise as {@link #run(List, Duration)}. */
    public static Result run(List<String> arguments, Path folder, Duration timeout) {
        return run(arguments, folder, timeout, line -> { });
    }

    /**
     * Run a program in a folder, which its output goes through too; otherwise as {@link #run(List, Duration)}.
     *
     * @param lines takes each line of its standard output soon after it was written
     */
    public static Result run(List<String> arguments, Path folder, Duration timeout, Consumer<String> lines) {
        try {
            return run(arguments, folder, folder, timeout, lines);
        } catch (IOException e) {
            throw failure(arguments, e);
        }
    }

    /** Return whether a file is one that a command left behind because this program was killed. */
    public static boolean isRemains(Path file) {
        return file.getFileName().toString().matches("command-\\d+\\.(out|err)");
    }

    private static Result run(
            List<String> arguments, Path folder, Path outputs, Duration timeout, Consumer<String> lines)
            throws IOException {
        // Files instead of pipes: a daemon that the program leaves behind would hold a pipe open.
        Path output = Files.createTempFile(outputs, PREFIX, ".out");
        Path errors = Files.createTempFile(outputs, PREFIX, ".err");
        try {
            int exitStatus = run(builder(arguments, folder, output, errors), timeout, new LineTail(output, lines));
            return new Result(exitStatus, Files.readString(output), Files.readString(errors));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private static ProcessBuilder builder(List<String> arguments, Path folder, Path output, Path errors) {
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(folder.toFile())
                .redirectInput(Platform.current().nullDevice())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static int run(ProcessBuilder builder, Duration timeout, LineTail tail) throws IOException {
        Process process = builder.start();
        try {
            Deadline deadline = Deadline.after(timeout);
            while (!process.waitFor(Math.min(POLL_MILLIS, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)) {
                tail.read();
                if (deadline.expired()) {
                    throw new MachineException(ErrorCode.TIMEOUT, activity(builder.command()),
                            "It did not end within " + timeout.toSeconds() + " s.");
                }
            }
            tail.read();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(
                    ErrorCode.CANCELLED, activity(builder.command()), "It was cancelled.", e);
        } finally {
            kill(process);
        }
    }

    /** Kill a program and wait until it is gone, so that nothing of it goes on while its folder is removed. */
    private static void kill(Process process) {
        process.destroyForcibly();
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(DEATH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static MachineException failure(List<String> arguments, IOException cause) {
        return new MachineException(ErrorCode.PROVIDER, activity(arguments), cause.getMessage(), cause);
    }

    private static String activity(List<String> arguments) {
        return "Running " + arguments.get(0);
    }
}
