package dev.jmachine.driver.qemu;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.program.Command;
import dev.jmachine.hypervisor.program.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The QEMU process of one machine.
 *
 * <p>It is a daemon that outlives this program. A process is believed to be it only when its command line bears the
 * machine's mark, whatever the pid file says: pids are used again.
 */
final class QemuProcess {
    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final MachineFiles files;
    private final String mark;

    QemuProcess(MachineFiles files, String machineId) {
        this.files = files;
        this.mark = QemuArguments.mark(machineId);
    }

    /** Return the process that the pid file names, if it is the machine's and runs. */
    Optional<ProcessHandle> find() {
        return pid().flatMap(ProcessHandle::of).filter(process -> isMarked(process, mark));
    }

    /** Return the machine's process, also when its pid file is missing, as when a start was cut short. */
    Optional<ProcessHandle> search() {
        return find().or(() -> marked(mark).findFirst());
    }

    /** Return the running processes whose command line bears a mark. */
    static Stream<ProcessHandle> marked(String mark) {
        return ProcessHandle.allProcesses().filter(process -> isMarked(process, mark));
    }

    /** Return the command line of a process, empty when it cannot be read. */
    static String commandLine(ProcessHandle process) {
        // The JDK cuts long command lines off.
        Path file = Path.of("/proc/" + process.pid() + "/cmdline");
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    /**
     * Start QEMU and return when it runs the guest.
     *
     * @throws MachineException with {@link ErrorCode#PORT_IN_USE}, {@link ErrorCode#QUOTA},
     *     {@link ErrorCode#WRONG_STATE} or {@link ErrorCode#PROVIDER}, and QEMU's own words
     */
    void launch(List<String> arguments) {
        deleteRemains();
        if (Platform.current() == Platform.WINDOWS) {
            launchOnWindows(arguments);
            return;
        }
        Command.Result result = Command.run(arguments, files.folder(), STARTUP);
        if (result.exitStatus() != 0) {
            throw LaunchFailure.of(result.complaint());
        }
    }

    /** Wait until the process has ended. */
    void awaitEnd(ProcessHandle process, Duration timeout) {
        String what = "the end of QEMU (process " + process.pid() + ")";
        Deadline.after(timeout).await(what, POLL, () -> !isMarked(process, mark));
    }

    /** Delete what a QEMU that was killed leaves behind. */
    void deleteRemains() {
        try {
            files.deleteRemains();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Deleting what the last QEMU left", e.toString(), e);
        }
    }

    private void launchOnWindows(List<String> arguments) {
        try {
            // QEMU cannot become a daemon there; processes outlive their parents anyway.
            Process process = new ProcessBuilder(arguments)
                    .directory(files.folder().toFile())
                    .redirectInput(Platform.current().nullDevice())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Deadline.after(STARTUP).await("QEMU", POLL,
                    () -> !process.isAlive() || Files.exists(files.monitor()) && Files.exists(files.pidFile()));
            if (!process.isAlive()) {
                throw LaunchFailure.of("exit status " + process.exitValue());
            }
        } catch (IOException e) {
            throw new MachineException(ErrorCode.PROVIDER, LaunchFailure.ACTIVITY, e.toString(), e);
        }
    }

    private Optional<Long> pid() {
        try {
            String text = Files.readString(files.pidFile()).strip();
            return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A daemon that ended is visible, without command line, until the system's first process has waited for it. */
    private static boolean isMarked(ProcessHandle process, String mark) {
        return commandLine(process).contains(mark) && process.isAlive();
    }
}
