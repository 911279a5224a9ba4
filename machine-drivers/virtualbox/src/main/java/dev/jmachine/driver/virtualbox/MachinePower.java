package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.driver.virtualbox.objects.Machine;
import dev.jmachine.driver.virtualbox.objects.MachineLock;
import dev.jmachine.driver.virtualbox.objects.VirtualBox;
import dev.jmachine.driver.virtualbox.soap.VirtualBoxFault;
import java.time.Duration;
import java.util.function.Consumer;

/** Starts a machine, switches it off, and tells its state. */
final class MachinePower {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CHANGE = Duration.ofSeconds(120);
    private static final Duration SHUTDOWN = Duration.ofSeconds(180);
    private static final Duration SHUTDOWN_AGAIN = Duration.ofSeconds(15);

    private final VirtualBox virtualBox;
    private final Machine machine;

    MachinePower(VirtualBox virtualBox, Machine machine) {
        this.virtualBox = virtualBox;
        this.machine = machine;
    }

    /** Return the state. */
    MachineState state() {
        return machine.accessible() ? state(machine.state()) : MachineState.ERROR;
    }

    /** The names are those of MachineState in VirtualBox's VirtualBox.xidl. */
    static MachineState state(String name) {
        return switch (name) {
            case "Running", "Teleporting", "LiveSnapshotting", "OnlineSnapshotting", "DeletingSnapshotOnline" ->
                MachineState.RUNNING;
            case "Paused", "TeleportingPausedVM", "DeletingSnapshotPaused" -> MachineState.PAUSED;
            case "Saved", "AbortedSaved" -> MachineState.SAVED;
            case "PoweredOff", "Aborted", "Teleported", "Snapshotting", "DeletingSnapshot", "RestoringSnapshot" ->
                MachineState.STOPPED;
            case "Starting", "Restoring", "SettingUp", "TeleportingIn" -> MachineState.STARTING;
            case "Stopping", "Saving" -> MachineState.STOPPING;
            default -> MachineState.ERROR;
        };
    }

    /** Return whether it is off, suspended or not, and nobody holds it any more. */
    boolean off() {
        MachineState state = state();
        return (state == MachineState.STOPPED || state == MachineState.SAVED) && machine.unlocked();
    }

    /** Start it, or let it go on, unless it runs. */
    void start(String frontEnd) {
        settle();
        switch (state()) {
            case RUNNING -> { }
            case PAUSED -> command(MachineLock::resume);
            default -> launch(frontEnd);
        }
    }

    private void launch(String frontEnd) {
        Deadline.after(CHANGE).await("the end of the machine's last run", POLL, this::off);
        virtualBox.launch(machine, frontEnd);
    }

    /** Shut it down in an orderly way, and wait until it is off. */
    void shutDown() {
        settle();
        if (state() == MachineState.PAUSED) {
            command(MachineLock::resume);
        }
        Deadline deadline = Deadline.after(SHUTDOWN);
        while (!offAfterPowerButton()) {
            if (deadline.expired()) {
                throw new MachineException(ErrorCode.TIMEOUT, "Shutting the guest down",
                        "It did not switch itself off within " + SHUTDOWN.toSeconds() + " s.");
            }
        }
    }

    /** A guest that is still booting misses the button, so it is pressed again. */
    private boolean offAfterPowerButton() {
        if (state() == MachineState.RUNNING) {
            command(MachineLock::powerButton);
        }
        Deadline again = Deadline.after(SHUTDOWN_AGAIN);
        while (!off() && !again.expired()) {
            again.pause("the end of the guest", POLL);
        }
        return off();
    }

    /** Switch it off at once, and throw away what was saved when it was suspended. */
    void switchOff() {
        settle();
        switch (state()) {
            case RUNNING, PAUSED -> command(MachineLock::powerDown);
            case ERROR -> powerDownIfStuck();
            default -> { }
        }
        if (machine.accessible()) {
            Deadline.after(CHANGE).await("the end of the machine's process", POLL, this::off);
            discardSavedState();
        }
    }

    private void powerDownIfStuck() {
        if (machine.accessible()) {
            command(MachineLock::powerDown);
        }
    }

    private void discardSavedState() {
        if (state() == MachineState.SAVED) {
            try (MachineLock lock = virtualBox.lock(machine)) {
                lock.machine().discardSavedState();
            }
        }
    }

    /** Wait until it is not on its way from one state to another. */
    private void settle() {
        Deadline.after(CHANGE).await("the machine to start or to end", POLL, () -> {
            MachineState state = state();
            return state != MachineState.STARTING && state != MachineState.STOPPING;
        });
    }

    private void command(Consumer<MachineLock> command) {
        try (MachineLock lock = virtualBox.share(machine)) {
            command.accept(lock);
        } catch (VirtualBoxFault e) {
            // It may have ended by itself a moment ago.
            if (!off()) {
                throw e;
            }
        }
    }
}
