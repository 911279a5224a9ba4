package dev.jmachine.driver.google;

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

/** Switches a machine's instance on and off. Its external address may be another after each start, and is saved. */
final class InstancePower implements PowerSwitch {
    static final String PEER_ADDRESS = "PrivateIPAddress";
    private static final Duration SWITCH = Duration.ofMinutes(5);

    private final DriverContext context;
    private final Compute compute;

    InstancePower(DriverContext context, Compute compute) {
        this.context = context;
        this.compute = compute;
    }

    @Override
    public MachineState state() {
        return compute.instance(context.machineName()).map(Instance::state).orElse(MachineState.NOT_FOUND);
    }

    @Override
    public void start() {
        MachineState state = settled().state();
        if (state == MachineState.STOPPED) {
            act("start");
        } else if (state == MachineState.SAVED) {
            act("resume");
        }
        Instance running = Polling.within(SWITCH).find("the instance " + context.machineName() + " to run",
                () -> Optional.of(require()).filter(instance -> instance.state() == MachineState.RUNNING));
        boolean internal = context.state().flag("UseInternalIP");
        context.state().save(Map.of(
                SshAccess.ADDRESS, internal ? running.internalAddress() : running.externalAddress(),
                PEER_ADDRESS, running.internalAddress()));
    }

    /** The guest is asked to shut down, and cut off after a minute and a half. */
    @Override
    public void stop() {
        if (settled().state() != MachineState.STOPPED) {
            act("stop");
            Polling.within(SWITCH).until("the instance " + context.machineName() + " to stop",
                    () -> require().state() == MachineState.STOPPED);
        }
    }

    /** Google has no harder way. */
    @Override
    public void kill() {
        stop();
    }

    @Override
    public void restart() {
        stop();
        start();
    }

    private void act(String action) {
        String name = context.machineName();
        compute.post("Asking for the instance " + name + " to " + action,
                compute.inZone("instances/" + name + "/" + action), Map.of());
    }

    /** Return the instance when it is not on its way to another state. */
    private Instance settled() {
        return Polling.within(SWITCH).find("the instance " + context.machineName() + " to settle",
                () -> Optional.of(require()).filter(instance -> instance.state() != MachineState.STOPPING
                        && instance.state() != MachineState.STARTING));
    }

    private Instance require() {
        return compute.instance(context.machineName()).orElseThrow(() -> new MachineException(
                ErrorCode.PROVIDER_NOT_FOUND, "Looking for the instance " + context.machineName(),
                "Google has no such instance any more."));
    }
}
