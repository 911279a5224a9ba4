package dev.jmachine.driver.softlayer;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.PowerSwitch;

/** Switches one virtual server on and off. */
final class GuestPower implements PowerSwitch {
    private final Guests guests;
    private final long id;

    GuestPower(Guests guests, long id) {
        this.guests = guests;
        this.id = id;
    }

    @Override
    public MachineState state() {
        return id == 0 ? MachineState.NOT_FOUND : guests.find(id).map(Guest::state).orElse(MachineState.NOT_FOUND);
    }

    @Override
    public void start() {
        startFrom(requireThere());
    }

    private void startFrom(MachineState state) {
        become(MachineState.RUNNING, state, state == MachineState.PAUSED ? "resume" : "powerOn");
    }

    /** The guest is asked; one that does not hear goes on running, and that is told. */
    @Override
    public void stop() {
        become(MachineState.STOPPED, requireThere(), "powerOffSoft");
    }

    @Override
    public void kill() {
        become(MachineState.STOPPED, requireThere(), "powerOff");
    }

    @Override
    public void restart() {
        MachineState state = requireThere();
        if (state == MachineState.RUNNING) {
            guests.act(id, "rebootSoft", MachineState.RUNNING);
        } else {
            startFrom(state);
        }
    }

    private void become(MachineState wanted, MachineState state, String method) {
        if (state != wanted) {
            guests.act(id, method, wanted);
        }
    }

    private MachineState requireThere() {
        MachineState state = state();
        if (state == MachineState.NOT_FOUND) {
            throw new MachineException(ErrorCode.PROVIDER_NOT_FOUND, "Looking for the virtual server " + id,
                    "IBM Cloud has no such virtual server any more.");
        }
        return state;
    }
}
