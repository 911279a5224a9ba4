package dev.jmachine.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link DebianRoot} in which programs run. They have processes, mounts, a host name ({@code debian-root}) and
 * {@code /dev/shm} of their own, and share this machine's network: what listens at 127.0.0.1 in it does so here.
 *
 * <p>What they change is seen by all programs of this object, and gone after {@link #close()}. All of them end with
 * this object, also when this process is killed. Instances are thread-safe.
 */
public final class OpenDebianRoot implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    /** The outer shell takes the layer away, whoever ends the inner one. */
    private static final String KEEPER = "scratch=$1; shift; \"$@\"; rm -rf --one-file-system \"$scratch\"";

    private final Process keeper;
    private final long first;

    OpenDebianRoot(Path root) {
        try {
            Path scratch = Files.createTempDirectory(TestCache.folder("scratch"), root.getFileName() + "-");
            List<String> command = new ArrayList<>(List.of("setsid", "flock", "--shared",
                    DebianRoot.lock(root).toString(), "sh", "-c", KEEPER, "keeper", scratch.toString()));
            command.addAll(Namespaces.command("sh", "-c", DebianRoot.script("open-root.sh"), "open-root.sh",
                    root.toString(), scratch.toString()));
            keeper = new ProcessBuilder(command).redirectErrorStream(true).start();
            awaitReady(keeper.inputReader());
            first = keeper.descendants().map(ProcessHandle::pid).filter(OpenDebianRoot::isFirst).findAny()
                    .orElseThrow(() -> new IllegalStateException("the Debian root ended at once"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IllegalStateException("the Debian root does not open: " + said);
            }
            said.append(line).append('\n');
        }
    }

    /** Return whether a process is number 1 of a namespace below this process's. */
    private static boolean isFirst(long process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                    .anyMatch(line -> line.matches("NSpid:.*\\s1"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Return a file of the root, such as {@code /etc/hosts}, as this process sees it; good until {@link #close()}. */
    public Path path(String inside) {
        return Path.of("/proc/" + first + "/root/" + inside);
    }

    /** Run a program to its end, which must be a good one within two minutes, and return what it wrote. */
    public String run(String... command) {
        return run(PATIENCE, command);
    }

    /**
     * Run a program, with nothing as its input, to its end, and return what it wrote to standard output and error.
     *
     * @throws IllegalStateException with what it wrote, when it failed or has not ended in time; it is killed then
     */
    public String run(Duration patience, String... command) {
        HostProgram.Outcome outcome = HostProgram.run(patience, inside(command));
        if (outcome.status() != 0) {
            throw new IllegalStateException(
                    List.of(command) + " ended with " + outcome.status() + ": " + outcome.output());
        }
        return outcome.output();
    }

    /**
     * Start a program that stays. It gets nothing as its input.
     *
     * @param log the file of this machine, outside, that it writes to; made anew
     */
    public DebianProgram start(Path log, String... command) {
        try {
            return new DebianProgram(new ProcessBuilder(inside(command)).redirectErrorStream(true)
                    .redirectInput(new File("/dev/null")).redirectOutput(log.toFile()).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> inside(String... command) {
        List<String> all = new ArrayList<>(List.of("nsenter", "--target", Long.toString(first), "--mount", "--uts",
                "--ipc", "--pid", "--root", "--wd", "env", "-i", "PATH=" + PATH, "HOME=/root", "LC_ALL=C.UTF-8"));
        all.addAll(List.of(command));
        return all;
    }

    /** End all programs and take away what they wrote. */
    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            keeper.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
