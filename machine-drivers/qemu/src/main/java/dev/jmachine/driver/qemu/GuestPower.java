package dev.jmachine.driver.qemu;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Switches a machine off and tells its state, through its QEMU process and QMP. */
final class GuestPower {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SHUTDOWN = Duration.ofSeconds(180);
    private static final Duration SHUTDOWN_AGAIN = Duration.ofSeconds(15);
    private static final Duration QUIT = Duration.ofSeconds(10);

    private final MachineFiles files;
    private final QemuProcess process;

    GuestPower(MachineFiles files, QemuProcess process) {
        this.files = files;
        this.process = process;
    }

    /** Return the state, as the process and QMP tell it. */
    MachineState state() {
        if (process.find().isEmpty()) {
            return MachineState.STOPPED;
        }
        try (QmpClient monitor = QmpClient.connect(files.monitor(), ANSWER)) {
            return state(monitor);
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return process.find().isEmpty() ? MachineState.STOPPED : MachineState.TIMEOUT;
        }
    }

    /**
     * Let a guest that is halted go on.
     *
     * @return whether there is a QEMU at all; one whose start was cut short a moment ago is waited for
     */
    boolean resume() {
        Deadline.after(STARTUP).await("QEMU's monitor", POLL, () -> process.search().isEmpty() || resumed());
        return process.search().isPresent();
    }

    private boolean resumed() {
        try (QmpClient monitor = QmpClient.connect(files.monitor(), ANSWER)) {
            if (state(monitor) != MachineState.RUNNING) {
                monitor.execute("cont");
            }
            return true;
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return false;
        }
    }

    /** Shut the guest down in an orderly way and wait until QEMU has ended. */
    void shutDown() {
        if (!resume()) {
            return;
        }
        Deadline deadline = Deadline.after(SHUTDOWN);
        while (!endsAfterPowerButton()) {
            if (deadline.expired()) {
                throw new MachineException(ErrorCode.TIMEOUT, "Shutting the guest down",
                        "It did not switch itself off within " + SHUTDOWN.toSeconds() + " s.");
            }
        }
    }

    /** Switch the machine off at once and wait until QEMU has ended. */
    void switchOff() {
        // More than one when a start was cut short: QEMU waits for the daemon that it becomes.
        Deadline deadline = Deadline.after(STARTUP);
        for (Optional<ProcessHandle> running = process.search(); running.isPresent(); running = process.search()) {
            switchOff(running.get());
            if (deadline.expired()) {
                throw new MachineException(ErrorCode.TIMEOUT, "Switching the machine off",
                        "Its QEMU (process " + running.get().pid() + ") does not end.");
            }
        }
        process.deleteRemains();
    }

    private void switchOff(ProcessHandle running) {
        try {
            command("quit");
            process.awaitEnd(running, QUIT);
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            // It hangs. The handle knows the process by its start time too, so no other one can be hit.
            running.destroyForcibly();
            process.awaitEnd(running, QUIT);
        }
    }

    /** A guest that is still booting misses the button, so it is pressed again. */
    private boolean endsAfterPowerButton() {
        Optional<ProcessHandle> running = process.search();
        try {
            if (running.isPresent()) {
                command("system_powerdown");
                process.awaitEnd(running.get(), SHUTDOWN_AGAIN);
            }
            return true;
        } catch (MachineException e) {
            if (process.search().isEmpty()) {
                return true;
            }
            if (e.code() != ErrorCode.TIMEOUT) {
                throw e;
            }
            return false;
        }
    }

    private void command(String command) {
        try (QmpClient monitor = QmpClient.connect(files.monitor(), ANSWER)) {
            monitor.execute(command);
        }
    }

    /** The names are those of RunState in QEMU's qapi/run-state.json. */
    private static MachineState state(QmpClient monitor) {
        String status = monitor.execute("query-status") instanceof Map<?, ?> answer
                ? String.valueOf(answer.get("status")) : "";
        return switch (status) {
            case "running" -> MachineState.RUNNING;
            case "paused", "suspended", "debug", "watchdog", "colo" -> MachineState.PAUSED;
            case "prelaunch", "inmigrate", "restore-vm" -> MachineState.STARTING;
            case "shutdown" -> MachineState.STOPPING;
            case "save-vm", "postmigrate", "finish-migrate" -> MachineState.SAVED;
            default -> MachineState.ERROR;
        };
    }
}
