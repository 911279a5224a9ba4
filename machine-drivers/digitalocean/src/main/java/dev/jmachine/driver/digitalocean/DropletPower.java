package dev.jmachine.driver.digitalocean;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.PowerSwitch;
import java.time.Duration;

/** Switches one droplet on and off. */
final class DropletPower implements PowerSwitch {
    private static final Duration SWITCH = Duration.ofMinutes(3);

    private final Droplets droplets;
    private final long id;

    DropletPower(Droplets droplets, long id) {
        this.droplets = droplets;
        this.id = id;
    }

    @Override
    public MachineState state() {
        return id == 0 ? MachineState.NOT_FOUND
                : droplets.find(id).map(Droplet::state).orElse(MachineState.NOT_FOUND);
    }

    @Override
    public void start() {
        become(MachineState.RUNNING, "power_on");
    }

    /** The guest is asked; one that does not hear goes on running, and that is told. */
    @Override
    public void stop() {
        become(MachineState.STOPPED, "shutdown");
    }

    @Override
    public void kill() {
        become(MachineState.STOPPED, "power_off");
    }

    @Override
    public void restart() {
        if (requireThere() == MachineState.STOPPED) {
            start();
        } else {
            droplets.act(id, "reboot");
            droplets.awaitState(id, MachineState.RUNNING, SWITCH);
        }
    }

    private void become(MachineState wanted, String action) {
        if (requireThere() != wanted) {
            droplets.act(id, action);
            droplets.awaitState(id, wanted, SWITCH);
        }
    }

    private MachineState requireThere() {
        MachineState state = state();
        if (state == MachineState.NOT_FOUND) {
            throw new MachineException(ErrorCode.PROVIDER_NOT_FOUND, "Looking for the droplet " + id,
                    "DigitalOcean has no such droplet any more.");
        }
        return state;
    }
}
