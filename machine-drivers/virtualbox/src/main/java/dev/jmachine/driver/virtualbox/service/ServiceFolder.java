package dev.jmachine.driver.virtualbox.service;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.PrivateFile;
import dev.jmachine.hypervisor.ProcessLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The files by which threads and processes share one web service: its record, its log, a lock, and and a note of
 * each use, an empty file named by the process. A note whose process has ended is one of somebody who was killed.
 */
final class ServiceFolder {
    private static final Duration START_OF_ANOTHER = Duration.ofMinutes(2);

    private final Path folder;
    private final Path waiting;
    private final Path users;
    private final Path record;

    private ServiceFolder(Path folder) {
        this.folder = folder;
        this.waiting = folder.resolve("waiting");
        this.users = folder.resolve("users");
        this.record = folder.resolve("record");
    }

    /**
     * Open the folder of an installation's service, made now unless it is there.
     *
     * @param parent a folder that all share who shall share the service
     */
    static ServiceFolder open(Path parent, VirtualBoxInstallation installation) {
        String program = Integer.toHexString(installation.webService().toString().hashCode());
        ServiceFolder opened = new ServiceFolder(parent.resolve("service-" + program));
        opened.run(() -> {
            PrivateFile.makeFolder(opened.waiting);
            PrivateFile.makeFolder(opened.users);
        });
        return opened;
    }

    /** Take the right to start and to end the service. */
    ProcessLock lock() {
        return ProcessLock.take(folder.resolve("lock"), "another process that starts VirtualBox's web service",
                START_OF_ANOTHER, () -> { });
    }

    /** Note that this process waits for the service, and return the note's name. */
    String enter() {
        String use = ProcessMark.of(ProcessHandle.current()) + "." + UUID.randomUUID();
        run(() -> Files.createFile(waiting.resolve(use)));
        return use;
    }

    /** Note that who has waited uses the service now. */
    void join(String use) {
        run(() -> Files.move(waiting.resolve(use), users.resolve(use)));
    }

    /** Take a note away. */
    void leave(String use) {
        run(() -> {
            Files.deleteIfExists(waiting.resolve(use));
            Files.deleteIfExists(users.resolve(use));
        });
    }

    /** Return whether somebody uses the service, or waits for it. */
    boolean wanted() {
        return get(() -> notes(users).anyMatch(ServiceFolder::alive) || notes(waiting).anyMatch(ServiceFolder::alive));
    }

    /** Return whether users were killed, so that it may hold locks for them, and no other one uses the service now. */
    boolean abandoned() {
        return get(() -> notes(users).findAny().isPresent() && notes(users).noneMatch(ServiceFolder::alive));
    }

    private static Stream<Path> notes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        }
    }

    private static boolean alive(Path note) {
        return ProcessMark.parse(note.getFileName().toString()).process().isPresent();
    }

    /** Return what is recorded of the service that was started last, unless it was ended. */
    Optional<ServiceRecord> record() {
        return get(() -> {
            try {
                return Optional.of(ServiceRecord.parse(Files.readString(record)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    void save(ServiceRecord service) {
        run(() -> PrivateFile.write(record, service.text().getBytes(StandardCharsets.UTF_8)));
    }

    /** Forget the service, its log, and whoever was killed. */
    void clear() {
        run(() -> {
            Files.deleteIfExists(log());
            for (Path note : Stream.concat(notes(users), notes(waiting)).filter(note -> !alive(note)).toList()) {
                Files.deleteIfExists(note);
            }
            Files.deleteIfExists(record);
        });
    }

    /** Return the file that the service's messages go to. */
    Path log() {
        return folder.resolve("log");
    }

    private void run(Work work) {
        get(() -> {
            work.run();
            return null;
        });
    }

    private <T> T get(Question<T> question) {
        try {
            return question.answer();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Noting in " + folder + " which web service runs",
                    e.toString(), e);
        }
    }

    /** Something done with files. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** Something that files tell. */
    @FunctionalInterface
    private interface Question<T> {
        T answer() throws IOException;
    }
}
