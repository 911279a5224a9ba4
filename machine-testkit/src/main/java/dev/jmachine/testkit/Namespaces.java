package dev.jmachine.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Linux namespaces of their own for programs: mounts, processes, host name; all that runs in them ends with them. */
final class Namespaces {
    private static final List<String> NEEDED =
            List.of("bash", "unshare", "nsenter", "setsid", "flock", "mount", "chroot", "apt-get");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Namespaces() {
    }

    /**
     * Return a command as the first process of namespaces of its own. It gets no signal that is sent to this process's
     * group from a terminal.
     */
    static List<String> command(String... command) {
        List<String> all = new ArrayList<>(List.of("setsid", "unshare", "--mount", "--uts", "--ipc", "--pid", "--fork",
                "--kill-child", "--mount-proc", "--propagation", "private"));
        all.addAll(List.of(command));
        return all;
    }

    /** Return why this process can make no namespaces; empty when it can. */
    static Optional<String> obstacle() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("that needs Linux");
        }
        if (!isRoot()) {
            return Optional.of("that needs root");
        }
        List<String> missing = NEEDED.stream().filter(name -> !isInstalled(name)).toList();
        if (!missing.isEmpty()) {
            return Optional.of("not installed here: " + String.join(", ", missing));
        }
        HostProgram.Outcome outcome = HostProgram.run(PATIENCE, command("mount", "-t", "tmpfs", "tmpfs", "/tmp"));
        return outcome.status() == 0 ? Optional.empty()
                : Optional.of("this machine makes no namespaces with mounts: " + outcome.output().strip());
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
