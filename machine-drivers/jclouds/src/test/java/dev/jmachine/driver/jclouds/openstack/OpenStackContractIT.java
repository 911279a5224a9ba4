package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.FaultProxy;
import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.ProviderContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The contract with real OpenStack services, each call of which fails once. */
class OpenStackContractIT extends ProviderContract {

    @Override
    protected DriverFactory factory() {
        return new OpenStackDriverFactory();
    }

    @Override
    protected Map<String, List<String>> options() {
        OpenStackServers servers = OpenStackServers.shared();
        return Map.of(
                OpenStackOptions.AUTH_URL, List.of(servers.identityUrl()),
                OpenStackOptions.USERNAME, List.of("ada"),
                OpenStackOptions.PASSWORD, List.of("correct horse"),
                OpenStackOptions.PROJECT_NAME, List.of("work"),
                OpenStackOptions.REGION, List.of("RegionOne"),
                OpenStackOptions.IMAGE_ID, List.of(servers.id("image")),
                OpenStackOptions.FLAVOR_ID, List.of("1"),
                OpenStackOptions.NET_ID, List.of(servers.id("network")),
                OpenStackOptions.INGRESS, List.of("198.51.100.0/24"),
                OpenStackOptions.FLOATINGIP_POOL, List.of("public"));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of(OpenStackOptions.PASSWORD, List.of("wrong horse")),
                Map.of(OpenStackOptions.PROJECT_NAME, List.of("nobody's")),
                Map.of(OpenStackOptions.REGION, List.of("RegionNine")),
                Map.of(OpenStackOptions.FLAVOR_ID, List.of("99")),
                Map.of(OpenStackOptions.IMAGE_ID, List.of("00000000-0000-0000-0000-000000000000")),
                Map.of(OpenStackOptions.IMAGE_NAME, List.of("both-name-and-id")),
                Map.of(OpenStackOptions.NET_ID, List.of("00000000-0000-0000-0000-000000000000")),
                Map.of(OpenStackOptions.FLOATINGIP_POOL, List.of("private")),
                Map.of(OpenStackOptions.AVAILABILITY_ZONE, List.of("mars")),
                Map.of(OpenStackOptions.KEYPAIR_NAME, List.of("nobody's")),
                Map.of(OpenStackOptions.SEC_GROUPS, List.of("nobody's")),
                Map.of(OpenStackOptions.IP_VERSION, List.of("5")),
                Map.of(OpenStackOptions.METADATA, List.of("key-without-value")),
                Map.of(OpenStackOptions.NOVA_NETWORK, List.of("true")),
                Map.of(OpenStackOptions.USER_DATA_FILE, List.of("/nowhere/user-data")));
    }

    @Override
    protected FaultProxy proxy() {
        return OpenStackServers.shared().proxy();
    }

    @Override
    protected String requestId() {
        return OpenStackServers.REQUEST_ID;
    }

    /** Real servers take a second or two for a machine: each call fails in one way, each way in its turn. */
    @Override
    protected List<Fault> faults(int call) {
        return List.of(Fault.values()[call % Fault.values().length]);
    }

    /** Nova's hypervisor is a fake. */
    @Override
    protected boolean bootsMachines() {
        return false;
    }

    @Override
    protected void assertNothingIsLeft(Path folder) {
        OpenStackServers.shared().view().assertNothingIsLeft();
    }
}
