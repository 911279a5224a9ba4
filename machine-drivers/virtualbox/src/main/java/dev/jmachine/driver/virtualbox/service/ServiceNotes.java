package dev.jmachine.driver.virtualbox.service;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Notes of the web services that run, so that those are ended whose starter died: a file for each, named by its user.
 *
 * <p>Its lines are process id and time of start, first of the process that started it and then of the service. Both
 * together tell a process from a later one with the same id.
 */
final class ServiceNotes {
    private static final String PREFIX = "service-";

    private final Path folder;

    ServiceNotes(Path folder) {
        this.folder = folder;
    }

    /** Note that a service with such a user is about to be started by this process. */
    void begin(String user) {
        write(user, line(ProcessHandle.current()));
    }

    /** Note the service's process. */
    void started(String user, ProcessHandle service) {
        write(user, line(ProcessHandle.current()) + line(service));
    }

    /** Forget a service that has ended. */
    void end(String user) {
        try {
            Files.deleteIfExists(note(user));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** End the services whose starter has died, and take their users away. */
    void endOrphans(VirtualBoxInstallation installation) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(PREFIX)).toList()) {
                endOrphan(file, installation);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void endOrphan(Path file, VirtualBoxInstallation installation) throws IOException {
        List<String> lines = lines(file);
        if (lines.isEmpty() || find(lines.get(0)).isPresent()) {
            return;
        }
        lines.stream().skip(1).flatMap(line -> find(line).stream()).forEach(ProcessHandle::destroyForcibly);
        ServiceUser.remove(installation, file.getFileName().toString().substring(PREFIX.length()));
        Files.deleteIfExists(file);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static String line(ProcessHandle process) {
        return process.pid() + " " + start(process) + "\n";
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static Optional<ProcessHandle> find(String line) {
        String[] words = line.split(" ", 2);
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(process -> words.length == 2 && start(process).equals(words[1]));
    }

    private void write(String user, String text) {
        try {
            Files.writeString(note(user), text);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Path note(String user) {
        return folder.resolve(PREFIX + user);
    }

    private static MachineException failure(IOException cause) {
        return new MachineException(ErrorCode.STORE_IO, "Noting which web services run", cause.toString(), cause);
    }
}
