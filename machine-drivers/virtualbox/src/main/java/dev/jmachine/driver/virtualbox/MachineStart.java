package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.virtualbox.objects.Machine;
import dev.jmachine.driver.virtualbox.objects.MachineLock;
import dev.jmachine.driver.virtualbox.objects.NetworkCard;
import dev.jmachine.driver.virtualbox.objects.VirtualBox;
import dev.jmachine.driver.virtualbox.soap.VirtualBoxFault;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import java.time.Duration;
import java.util.Map;

/** Starts a machine, with ports of this computer that are free, and the network that it is to be attached to. */
final class MachineStart {
    private static final Duration GUEST_ADDRESS = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(500);

    private final DriverContext context;
    private final MachineRecord record;

    MachineStart(DriverContext context) {
        this.context = context;
        this.record = new MachineRecord(context);
    }

    /** Start it unless it runs, and return when VirtualBox says that it does. */
    void run(VirtualBox virtualBox, Machine machine) {
        MachinePower power = new MachinePower(virtualBox, machine);
        if (power.isOff()) {
            power.awaitUnlocked();
            if (record.isOwn()) {
                new MachineNetworks(context).ensure(virtualBox);
            }
            renewPorts(virtualBox, machine);
        }
        context.progress("Starting the machine");
        try {
            power.start(frontEnd());
        } catch (VirtualBoxFault e) {
            throw LaunchFailure.of(e, ServiceSettings.of(context.state()).local());
        }
        if (record.isDockerMachines()) {
            followAddress(machine);
        }
    }

    private String frontEnd() {
        String saved = context.state().text("UIType");
        return saved.isEmpty() ? "headless" : saved;
    }

    /** A port that a stranger has taken meanwhile is replaced. */
    private void renewPorts(VirtualBox virtualBox, Machine machine) {
        DriverState state = context.state();
        GuestNetwork network = GuestNetwork.of(state);
        GuestNetwork renewed = ServiceSettings.of(state).portsAreHere() ? network.withFreePorts() : network;
        if (!renewed.equals(network)) {
            state.save(renewed.portsToState());
            context.notice("Ports of this computer that lead to the machine were taken: SSH is now at "
                    + renewed.sshPort() + (renewed.forwardsEngine() ? ", the engine at " + renewed.enginePort() : "")
                    + ".");
        }
        try (MachineLock lock = virtualBox.lock(machine)) {
            renewed.forward(lock.machine().card(0));
            lock.machine().saveSettings();
        }
    }

    /**
     * Learn the address of a machine that docker-machine made, whose DHCP server may give it another one at each start;
     * docker-machine forgets it when it stops the machine.
     */
    private void followAddress(Machine machine) {
        context.progress("Waiting for the machine's address");
        NetworkCard card = machine.card(MachineNetworks.SHARED_CARD);
        Deadline deadline = Deadline.after(GUEST_ADDRESS);
        String address = machine.guestAddress(card);
        while (address.isEmpty() && !deadline.expired()) {
            deadline.pause("the machine's address", POLL);
            address = machine.guestAddress(card);
        }
        if (!address.isEmpty()) {
            context.state().save(Map.of(GuestNetwork.ADDRESS, address));
        } else if (context.state().text(GuestNetwork.ADDRESS).isEmpty()) {
            throw new MachineException(ErrorCode.TIMEOUT, "Waiting for the machine's address",
                    "VirtualBox's additions in the guest told none within " + GUEST_ADDRESS.toSeconds() + " s.");
        } else {
            context.notice("The guest has not told its address; it is taken to be "
                    + context.state().text(GuestNetwork.ADDRESS) + " as before.");
        }
    }
}
