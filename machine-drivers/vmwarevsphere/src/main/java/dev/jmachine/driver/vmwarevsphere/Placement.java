package dev.jmachine.driver.vmwarevsphere;

import static dev.jmachine.driver.vmwarevsphere.vim.VimElement.reference;

import dev.jmachine.driver.vmwarevsphere.vim.Inventory;
import dev.jmachine.driver.vmwarevsphere.vim.ManagedObject;
import dev.jmachine.driver.vmwarevsphere.vim.VimElement;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import dev.jmachine.spi.DriverOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a machine is put, and what it is cloned from, as found in the inventory.
 *
 * @param source what is cloned
 * @param folder the folder that it appears in
 * @param pool the resource pool that it takes from
 * @param host the host, if one was asked for
 * @param datastore the datastore, if one was asked for
 * @param networks the networks of its cards, if some were asked for
 * @param path the path that the machine gets
 */
record Placement(
        ManagedObject source,
        ManagedObject folder,
        ManagedObject pool,
        Optional<ManagedObject> host,
        Optional<ManagedObject> datastore,
        List<ManagedObject> networks,
        String path) {

    /**
     * Look for what the options name.
     *
     * @throws dev.jmachine.api.MachineException if it is not there, or not given and there are several
     */
    static Placement of(VimSession session, DriverOptions options, String machineName) {
        Inventory.Place place = new Inventory(session).datacenter(options.text(VsphereOptions.DATACENTER));
        Optional<ManagedObject> host =
                find(place, options, VsphereOptions.HOST_SYSTEM, "host", "host", "HostSystem");
        List<ManagedObject> networks = options.list(VsphereOptions.NETWORK).stream()
                .map(name -> place.find("network", "network", "Network", name)).toList();
        return new Placement(
                place.find("virtual machine to clone", "vm", "VirtualMachine",
                        options.text(VsphereOptions.CLONE_FROM)),
                folder(place, options),
                find(place, options, VsphereOptions.POOL, "resource pool", "host", "ResourcePool")
                        .orElseGet(() -> poolOf(session, host.map(found -> clusterOf(session, found))
                                .orElseGet(() -> place.find("cluster or host", "host", "ComputeResource", "")))),
                host,
                find(place, options, VsphereOptions.DATASTORE, "datastore", "datastore", "Datastore"),
                networks,
                place.machinePath(options.text(VsphereOptions.FOLDER), machineName));
    }

    private static Optional<ManagedObject> find(
            Inventory.Place place, DriverOptions options, String option, String kind, String branch, String type) {
        String given = options.text(option);
        return given.isEmpty() ? Optional.empty() : Optional.of(place.find(kind, branch, type, given));
    }

    private static ManagedObject folder(Inventory.Place place, DriverOptions options) {
        String given = options.text(VsphereOptions.FOLDER);
        return given.isEmpty() ? place.at("vm").orElseThrow() : place.find("folder", "vm", "Folder", given);
    }

    private static ManagedObject clusterOf(VimSession session, ManagedObject host) {
        return session.retrieve("Looking for the cluster of " + host.value(), host, "parent").get("parent").reference();
    }

    private static ManagedObject poolOf(VimSession session, ManagedObject cluster) {
        return session.retrieve("Looking for the resource pool of " + cluster.value(), cluster, "resourcePool")
                .get("resourcePool").reference();
    }

    /** Return it as the API's {@code VirtualMachineRelocateSpec}. */
    VimElement location() {
        List<VimElement> location = new ArrayList<>();
        datastore.ifPresent(object -> location.add(reference("datastore", object)));
        location.add(reference("pool", pool));
        host.ifPresent(object -> location.add(reference("host", object)));
        return VimElement.object("location").plus(location);
    }
}
