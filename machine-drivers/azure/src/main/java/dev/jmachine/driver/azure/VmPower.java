package dev.jmachine.driver.azure;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.Polling;
import dev.jmachine.cloud.PowerSwitch;
import java.time.Duration;
import java.util.Optional;

/** Switches a virtual machine on and off. */
final class VmPower implements PowerSwitch {
    private static final Duration SWITCH = Duration.ofMinutes(10);
    private static final String POWER = "PowerState/";

    private final Arm arm;
    private final String what;
    private final String id;

    VmPower(Arm arm, String what, String id) {
        this.arm = arm;
        this.what = what;
        this.id = id;
    }

    @Override
    public MachineState state() {
        return view().map(VmPower::state).orElse(MachineState.NOT_FOUND);
    }

    private Optional<JsonValue> view() {
        return arm.find(what, id + "/instanceView");
    }

    private static MachineState state(JsonValue view) {
        String power = view.each("statuses").stream().map(status -> status.text("code"))
                .filter(code -> code.startsWith(POWER)).findFirst().orElse("");
        return switch (power) {
            case POWER + "running" -> MachineState.RUNNING;
            case POWER + "starting" -> MachineState.STARTING;
            case POWER + "stopping", POWER + "deallocating" -> MachineState.STOPPING;
            case POWER + "stopped", POWER + "deallocated" -> MachineState.STOPPED;
            // There is none while the machine is being made.
            case "" -> view.each("statuses").stream().anyMatch(status -> status.text("code").contains("/failed"))
                    ? MachineState.ERROR : MachineState.STARTING;
            default -> MachineState.ERROR;
        };
    }

    @Override
    public void start() {
        become(MachineState.RUNNING, "start");
    }

    /** What is off without being given back to Azure is billed on. */
    @Override
    public void stop() {
        become(MachineState.STOPPED, "deallocate");
    }

    @Override
    public void kill() {
        become(MachineState.STOPPED, "powerOff?skipShutdown=true");
    }

    @Override
    public void restart() {
        if (settled() == MachineState.RUNNING) {
            arm.act(what, id, "restart");
            awaitState(MachineState.RUNNING);
        } else {
            start();
        }
    }

    private void become(MachineState wanted, String action) {
        if (settled() != wanted) {
            arm.act(what, id, action);
            awaitState(wanted);
        }
    }

    /** Wait until the machine is on its way to no other state, as one that is being made is. */
    MachineState settled() {
        return Polling.within(SWITCH).find(what + " to settle", () -> Optional.of(require())
                .filter(state -> state != MachineState.STARTING && state != MachineState.STOPPING));
    }

    private void awaitState(MachineState wanted) {
        Polling.within(SWITCH).until(what + " to be " + wanted.displayName(), () -> require() == wanted);
    }

    private MachineState require() {
        MachineState state = state();
        if (state == MachineState.NOT_FOUND) {
            throw new MachineException(ErrorCode.PROVIDER_NOT_FOUND, "Looking for " + what,
                    "Azure has no such machine any more.");
        }
        return state;
    }
}
