package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverContext;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Switches an instance on and off. Amazon refuses what comes in the middle of a change, so that is waited for. */
final class InstancePower {
    private static final Set<InstanceStateName> UP = Set.of(InstanceStateName.PENDING, InstanceStateName.RUNNING);

    private final Ec2Session ec2;
    private final Instances instances;
    private final GuestBoot guest;

    InstancePower(Ec2Session ec2, DriverContext context) {
        this.ec2 = ec2;
        this.instances = new Instances(ec2, context);
        this.guest = new GuestBoot(context);
    }

    /** Start the instance; return it running. */
    Instance start() {
        Instance instance = instances.require();
        if (instance.state().name() == InstanceStateName.STOPPING) {
            instances.awaitStopped();
        }
        if (!UP.contains(instance.state().name())) {
            String id = instance.instanceId();
            ec2.call("Starting the instance " + id,
                    client -> client.startInstances(request -> request.instanceIds(id)));
        }
        return instances.awaitRunning();
    }

    /**
     * Stop the instance.
     *
     * @param force without the guest's consent
     */
    void stop(boolean force) {
        Instance instance = instances.require();
        if (instance.state().name() == InstanceStateName.STOPPED) {
            return;
        }
        if (instance.state().name() == InstanceStateName.PENDING) {
            instances.awaitRunning();
        }
        String id = instance.instanceId();
        ec2.call("Stopping the instance " + id,
                client -> client.stopInstances(request -> request.instanceIds(id).force(force)));
        instances.awaitStopped();
    }

    /** Reboot the instance, or start it when it is off; return it running. */
    Instance restart() {
        Instance instance = instances.require();
        if (instance.state().name() != InstanceStateName.RUNNING) {
            return start();
        }
        String id = instance.instanceId();
        Optional<String> boot = guest.id();
        ec2.call("Rebooting the instance " + id,
                client -> client.rebootInstances(request -> request.instanceIds(id)));
        boot.ifPresent(guest::awaitAnother);
        return instances.awaitRunning();
    }
}
