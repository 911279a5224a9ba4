package dev.jmachine.it.program;

import dev.jmachine.api.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs. Closing kills it, with all that it has started, if it still does. */
public final class RunningProgram implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final List<String> command;
    private final Process process;
    private final Path folder;
    private final Deadline deadline;
    private final Duration limit;
    private final long startNanos = System.nanoTime();

    RunningProgram(List<String> command, Process process, Path folder, Duration limit) {
        this.command = command;
        this.process = process;
        this.folder = folder;
        this.limit = limit;
        this.deadline = Deadline.after(limit);
    }

    /** Returns its process id. */
    public long pid() {
        return process.pid();
    }

    /** Waits for its end. */
    public Outcome await() {
        try {
            if (!process.waitFor(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(String.join(" ", command) + " took longer than " + limit.toSeconds()
                        + " s\n" + output() + read("err"));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
            return new Outcome(command, process.exitValue(), output(), read("err"), took);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted in " + command, e);
        }
    }

    /** Waits until its standard output holds a text, or it has ended. */
    public void awaitOutput(String text) {
        deadline.await("\"" + text + "\" from " + command, INTERVAL,
                () -> output().contains(text) || !process.isAlive());
    }

    /** Waits for its end and tells whether that came within a time. */
    public boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted in " + command, e);
        }
    }

    /** Returns what it has written on standard output up to now. */
    public String output() {
        return read("out");
    }

    private String read(String stream) {
        try {
            return Files.readString(folder.resolve(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGKILL to it alone: what it has started goes on. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Sends SIGKILL to it and to the processes below it, as when a session or a container is torn down. */
    public void killTree() {
        List<ProcessHandle> below = process.descendants().toList();
        kill();
        below.forEach(ProcessHandle::destroyForcibly);
        below.forEach(child -> child.onExit().join());
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            killTree();
        }
        try {
            for (String stream : List.of("in", "out", "err")) {
                Files.deleteIfExists(folder.resolve(stream));
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
