package dev.jmachine.driver.exoscale;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.spi.MachineNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A port of a security group that is open.
 *
 * @param protocol such as {@code tcp}
 * @param port the port; 0 where the protocol has none
 * @param network from where it is; empty for the machines of the group itself
 */
record SecurityRule(String protocol, int port, String network) {
    private static final String EVERYBODY = "0.0.0.0/0";

    /** Return what a machine needs: SSH and the engine for everybody, and what swarms need inside the group. */
    static List<SecurityRule> needed(int sshPort) {
        return List.of(
                new SecurityRule("tcp", sshPort, EVERYBODY),
                new SecurityRule("tcp", MachineNetwork.DEFAULT_ENGINE_PORT, EVERYBODY),
                new SecurityRule("tcp", 2377, ""),
                new SecurityRule("tcp", 7946, ""),
                new SecurityRule("udp", 7946, ""),
                new SecurityRule("udp", 4789, ""),
                // The data of overlay networks that are encrypted.
                new SecurityRule("esp", 0, ""));
    }

    /** Return whether a group has the rule. */
    boolean isIn(JsonValue group) {
        return group.each("rules").stream().anyMatch(rule -> rule.text("flow-direction").equals("ingress")
                && rule.text("protocol").equals(protocol)
                && rule.number("start-port") == port && rule.number("end-port") == port
                && (network.isEmpty() ? rule.text("security-group", "id").equals(group.text("id"))
                        : rule.text("network").equals(network)));
    }

    /** Return the request that adds the rule to a group. */
    Map<String, Object> toRequest(String group) {
        Map<String, Object> request = new HashMap<>(Map.of("flow-direction", "ingress", "protocol", protocol));
        if (port != 0) {
            request.put("start-port", port);
            request.put("end-port", port);
        }
        if (network.isEmpty()) {
            request.put("security-group", Map.of("id", group));
        } else {
            request.put("network", network);
        }
        return request;
    }
}
