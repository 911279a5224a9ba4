package dev.jmachine.driver.jclouds.openstack;

import com.google.common.collect.ImmutableListMultimap;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.jclouds.Cloud;
import dev.jmachine.spi.DriverState;
import java.util.List;
import java.util.Map;
import org.jclouds.openstack.neutron.v2.domain.FloatingIP;
import org.jclouds.openstack.neutron.v2.domain.Port;
import org.jclouds.openstack.neutron.v2.features.FloatingIPApi;
import org.jclouds.openstack.v2_0.options.PaginationOptions;

/**
 * The machine's floating address: one of its own, made for its port in one call, so that it is found again by that port
 * when the answer was lost, and given back with the machine.
 */
final class FloatingAddress {
    private static final String ID = "FloatingIpId";
    private static final String ADDRESS = "FloatingIp";

    private final Account account;
    private final DriverState state;

    FloatingAddress(Account account, DriverState state) {
        this.account = account;
        this.state = state;
    }

    /** Return whether the machine is to have one; a machine that docker-machine made may have one that others use. */
    boolean wanted() {
        return state.flag(Cloud.ASKED_FOR) && !state.text(OpenStackSettings.FLOATING_POOL).isEmpty();
    }

    /** Return the address of a server, made if need be. Nova learns of it late, so it is kept. */
    String of(String server, Catalog catalog) {
        String known = state.text(ADDRESS);
        return known.isEmpty() ? given(server, catalog) : known;
    }

    private String given(String server, Catalog catalog) {
        Port port = port(server);
        List<FloatingIP> there = at(port);
        FloatingIP address = there.isEmpty() ? make(port, catalog.floatingPool()) : there.get(0);
        state.save(Map.of(ID, address.getId(), ADDRESS, address.getFloatingIpAddress()));
        return address.getFloatingIpAddress();
    }

    private FloatingIP make(Port port, String pool) {
        return account.calls().get("Making a floating address",
                () -> api().create(FloatingIP.createBuilder(pool).portId(port.getId()).build()));
    }

    private Port port(String server) {
        return ports(server).stream().filter(port -> !port.getFixedIps().isEmpty()).findFirst()
                .orElseThrow(() -> new MachineException(ErrorCode.PROVIDER, "Making a floating address",
                        "The server has no port with an address to lead it to."));
    }

    /** Give back the address of a server that is there still. */
    void release(String server) {
        if (wanted() && state.text(ID).isEmpty()) {
            ports(server).forEach(port -> at(port).forEach(address -> delete(address.getId())));
        }
        release();
    }

    /** Give back the address that is known. */
    void release() {
        if (!state.text(ID).isEmpty()) {
            delete(state.text(ID));
            state.save(Map.of(ID, "", ADDRESS, ""));
        }
    }

    private void delete(String id) {
        account.calls().run("Giving back the floating address " + id, () -> api().delete(id));
    }

    private List<Port> ports(String server) {
        return account.calls().get("Asking for the server's ports", () -> account.neutron()
                .getPortApi(account.region()).list(query("device_id", server)).toList());
    }

    private List<FloatingIP> at(Port port) {
        return account.calls().get("Asking for the port's floating address",
                () -> api().list(query("port_id", port.getId())).toList());
    }

    private static PaginationOptions query(String key, String value) {
        return PaginationOptions.Builder.queryParameters(ImmutableListMultimap.of(key, value));
    }

    private FloatingIPApi api() {
        return account.neutron().getFloatingIPApi(account.region());
    }
}
