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
    private static final Duration RELEASE = Duration.ofSeconds(20);
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

    /** Return whether it is off, suspended or not. */
    boolean isOff() {
        return isOff(state());
    }

    private static boolean isOff(MachineState state) {
        return state == MachineState.STOPPED || state == MachineState.SAVED;
    }

    /** Start it, or let it go on, unless it runs. */
    void start(String frontEnd) {
        switch (sound()) {
            case RUNNING -> { }
            case PAUSED -> command(MachineLock::resume);
            default -> virtualBox.launch(machine, frontEnd);
        }
    }

    /** Shut it down in an orderly way, and wait until it is off. */
    void shutDown() {
        if (sound() == MachineState.PAUSED) {
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
        while (!isOff() && !again.expired()) {
            again.pause("the end of the guest", POLL);
        }
        return isOff();
    }

    /** Switch it off at once, and throw away what was saved when it was suspended. */
    void switchOff() {
        MachineState state = settled();
        if (machine.accessible()) {
            if (!isOff(state)) {
                command(MachineLock::powerDown);
                Deadline.after(CHANGE).await("the machine's end", POLL, this::isOff);
            }
            discardSavedState();
        }
    }

    private void discardSavedState() {
        if (state() == MachineState.SAVED) {
            awaitUnlocked();
            try (MachineLock lock = virtualBox.lock(machine)) {
                lock.machine().discardSavedState();
            }
        }
    }

    /**
     * Wait until nobody holds its lock, as the process of its last run does for a moment.
     *
     * @throws MachineException with {@link ErrorCode#WRONG_STATE} if somebody goes on holding it
     */
    void awaitUnlocked() {
        Deadline deadline = Deadline.after(RELEASE);
        while (!machine.unlocked()) {
            if (deadline.expired()) {
                throw new MachineException(ErrorCode.WRONG_STATE, "Waiting for the machine's lock in VirtualBox",
                        "Process " + machine.lockingProcess() + " holds it, such as VirtualBox's own window with the"
                                + " machine's settings: close that, and try again.");
            }
            deadline.pause("the machine's lock", POLL);
        }
    }

    /** Return the state when it is not on its way from one to another, and is one that something can be done with. */
    private MachineState sound() {
        MachineState state = settled();
        if (state == MachineState.ERROR) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Looking at the machine's state in VirtualBox",
                    machine.accessible() ? "It is " + machine.state() + ": only kill and rm help."
                            : "Its settings cannot be read: " + machine.accessProblem());
        }
        return state;
    }

    private MachineState settled() {
        Deadline.after(CHANGE).await("the machine to start or to end", POLL, () -> {
            MachineState state = state();
            return state != MachineState.STARTING && state != MachineState.STOPPING;
        });
        return state();
    }

    private void command(Consumer<MachineLock> command) {
        try (MachineLock lock = virtualBox.share(machine)) {
            command.accept(lock);
        } catch (VirtualBoxFault e) {
            // It may have ended by itself a moment ago.
            if (!isOff()) {
                throw e;
            }
        }
    }
}
