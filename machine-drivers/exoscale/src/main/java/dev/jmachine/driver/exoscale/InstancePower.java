package dev.jmachine.driver.exoscale;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.Polling;
import dev.jmachine.cloud.PowerSwitch;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.DriverContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Switches a machine's instance on and off. Its address is saved whenever it runs. */
final class InstancePower implements PowerSwitch {
    private static final Duration SWITCH = Duration.ofMinutes(5);

    private final DriverContext context;
    private final Instances instances;
    private final String id;

    InstancePower(DriverContext context, Instances instances, String id) {
        this.context = context;
        this.instances = instances;
        this.id = id;
    }

    @Override
    public MachineState state() {
        return id.isEmpty() ? MachineState.NOT_FOUND
                : instances.find(id).map(Instance::state).orElse(MachineState.NOT_FOUND);
    }

    @Override
    public void start() {
        if (settled() != MachineState.RUNNING) {
            instances.start(id);
        }
        awaitRunning();
    }

    /** Exoscale knows one way to switch an instance off. */
    @Override
    public void stop() {
        if (settled() != MachineState.STOPPED) {
            instances.stop(id);
            Polling.within(SWITCH).until("the instance " + id + " to be off",
                    () -> require().state() == MachineState.STOPPED);
        }
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public void restart() {
        if (settled() == MachineState.RUNNING) {
            instances.reboot(id);
            awaitRunning();
        } else {
            start();
        }
    }

    private void awaitRunning() {
        Instance running = Polling.within(SWITCH).find("the instance " + id + " to run", () -> Optional.of(require())
                .filter(instance -> instance.state() == MachineState.RUNNING && !instance.address().isEmpty()));
        context.state().save(Map.of(SshAccess.ADDRESS, running.address()));
    }

    /** Return the state when the instance is on its way to no other. */
    private MachineState settled() {
        return Polling.within(SWITCH).find("the instance " + id + " to settle", () -> Optional.of(require().state())
                .filter(state -> state != MachineState.STARTING && state != MachineState.STOPPING));
    }

    private Instance require() {
        return (id.isEmpty() ? Optional.<Instance>empty() : instances.find(id)).orElseThrow(
                () -> new MachineException(ErrorCode.PROVIDER_NOT_FOUND,
                        "Looking for the instance of " + context.machineName(),
                        "Exoscale has no such instance any more."));
    }
}
