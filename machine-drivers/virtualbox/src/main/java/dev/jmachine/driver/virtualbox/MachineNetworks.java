package dev.jmachine.driver.virtualbox;

import dev.jmachine.driver.virtualbox.objects.Machine;
import dev.jmachine.driver.virtualbox.objects.VirtualBox;
import dev.jmachine.spi.DriverContext;

/** The network in VirtualBox that a store's machines share. */
final class MachineNetworks {
    /** The card towards the other machines, also that of docker-machine's machines. */
    static final int SHARED_CARD = 1;

    private final DriverContext context;
    private final StoreNetwork store;

    MachineNetworks(DriverContext context) {
        this.context = context;
        this.store = StoreNetwork.of(context.sharedFolder());
    }

    /** Return the name of the network that the machine is to be attached to, made now unless it is there. */
    String ensure(VirtualBox virtualBox) {
        if (NetworkSettings.hostOnly(context.state())) {
            HostOnlyNetwork network = HostOnlyNetwork.parse(context.state().text(NetworkSettings.CIDR));
            return virtualBox.host().hostOnlyInterface(network.hostAddress(), network.mask());
        }
        virtualBox.ensureNatNetwork(store.mark(), StoreNetwork.PREFIX);
        return store.mark();
    }

    /**
     * Remove the NAT network when no machine is attached to it any more. A host-only interface stays, as
     * docker-machine's does: whether something else uses it cannot be known.
     */
    void removeIfUnused(VirtualBox virtualBox) {
        if (VirtualBox.those(virtualBox.machines(), this::attached).isEmpty()) {
            virtualBox.removeNatNetwork(store.mark());
        }
    }

    private boolean attached(Machine machine) {
        return machine.accessible() && machine.card(SHARED_CARD).natNetwork().equals(store.mark());
    }
}
