package dev.jmachine.driver.vmwarevsphere;

import static dev.jmachine.driver.vmwarevsphere.vim.VimElement.object;
import static dev.jmachine.driver.vmwarevsphere.vim.VimElement.reference;
import static dev.jmachine.driver.vmwarevsphere.vim.VimElement.typed;
import static dev.jmachine.driver.vmwarevsphere.vim.VimElement.value;

import dev.jmachine.driver.vmwarevsphere.vim.ManagedObject;
import dev.jmachine.driver.vmwarevsphere.vim.VimElement;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells how the devices of a clone must be changed to be those asked for. */
final class GuestHardware {
    private static final String ACTIVITY = "Looking at the virtual machine's devices";
    private static final long KILOBYTES = 1024;
    /** New devices bear negative keys until the server gives them theirs. */
    private static final int FIRST_NEW_KEY = -101;

    private final VimSession session;
    private final List<VimElement> devices;

    GuestHardware(VimSession session, ManagedObject machine) {
        this.session = session;
        this.devices = Optional.ofNullable(
                session.retrieve(ACTIVITY, machine, "config.hardware.device").get("config.hardware.device"))
                .map(VimElement::children).orElse(List.of());
    }

    /** Return the change that gives the first disk at least a size, if it needs one; disks cannot be made smaller. */
    Optional<VimElement> growth(int megabytes) {
        long wanted = megabytes * KILOBYTES;
        return devices.stream().filter(device -> device.type().equals("VirtualDisk")).findFirst()
                .filter(disk -> Long.parseLong(disk.text("capacityInKB")) < wanted)
                .map(disk -> edit(disk.without("capacityInBytes")
                        .replacing(value("capacityInKB", wanted))));
    }

    /** Return the changes that put the cards on networks, one after the other; cards that are missing are added. */
    List<VimElement> networking(List<ManagedObject> networks) {
        // Of all devices only network cards have such an address.
        List<VimElement> cards = devices.stream().filter(device -> device.child("macAddress").isPresent()).toList();
        List<VimElement> changes = new ArrayList<>();
        for (int card = 0; card < networks.size(); card++) {
            VimElement backing = backing(networks.get(card));
            changes.add(card < cards.size()
                    ? edit(cards.get(card).replacing(backing))
                    : add(typed("device", "VirtualVmxnet3", value("key", FIRST_NEW_KEY - card), backing,
                            value("addressType", "generated"))));
        }
        return changes;
    }

    private static VimElement edit(VimElement device) {
        return object("deviceChange", value("operation", "edit"), device.named("device"));
    }

    private static VimElement add(VimElement device) {
        return object("deviceChange", value("operation", "add"), device);
    }

    private VimElement backing(ManagedObject network) {
        if (network.type().equals("DistributedVirtualPortgroup")) {
            return distributedBacking(network);
        }
        String name = session.retrieve(ACTIVITY, network, "name").get("name").text();
        return typed("backing", "VirtualEthernetCardNetworkBackingInfo", value("deviceName", name),
                reference("network", network));
    }

    private VimElement distributedBacking(ManagedObject group) {
        Map<String, VimElement> values =
                session.retrieve(ACTIVITY, group, "key", "config.distributedVirtualSwitch");
        ManagedObject distributedSwitch = values.get("config.distributedVirtualSwitch").reference();
        String uuid = session.retrieve(ACTIVITY, distributedSwitch, "uuid").get("uuid").text();
        return typed("backing", "VirtualEthernetCardDistributedVirtualPortBackingInfo",
                object("port", value("switchUuid", uuid), value("portgroupKey", values.get("key").text())));
    }
}
