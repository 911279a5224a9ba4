package dev.jmachine.driver.jclouds.openstack;

/** A network of the test's project with subnets of both versions of IP, until it is closed. */
final class DualStackNetwork implements AutoCloseable {
    private static final String NAME = "both";
    private static final String SUBNET = """
            {"subnet": {"network_id": "%s", "ip_version": %d, "cidr": "%s", "enable_dhcp": false}}""";

    private final OpenStackView view;
    private final String id;

    DualStackNetwork(OpenStackView view) {
        this.view = view;
        id = view.post("/network/v2.0/networks", "{\"network\": {\"name\": \"" + NAME + "\"}}").text("network", "id");
        view.post("/network/v2.0/subnets", SUBNET.formatted(id, 4, "198.51.100.0/24"));
        view.post("/network/v2.0/subnets", SUBNET.formatted(id, 6, "2001:db8:7::/64"));
    }

    String name() {
        return NAME;
    }

    @Override
    public void close() {
        view.delete("/network/v2.0/networks/" + id);
    }
}
