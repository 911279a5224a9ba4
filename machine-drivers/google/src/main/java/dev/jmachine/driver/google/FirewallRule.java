package dev.jmachine.driver.google;

import dev.jmachine.cloud.OpenPort;
import dev.jmachine.spi.DriverContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rule that lets SSH and the engine of one machine be reached. It holds for a network tag of the same name, which
 * no other instance bears; rules cannot have labels, so the description says whose it is.
 */
final class FirewallRule {
    private final DriverContext context;
    private final Compute compute;

    FirewallRule(DriverContext context, Compute compute) {
        this.context = context;
        this.compute = compute;
    }

    static String name(DriverContext context) {
        return "jmachine-" + context.machineId();
    }

    static String description(DriverContext context) {
        return InstanceCreation.ID_LABEL + "=" + context.machineId() + " of " + context.machineName();
    }

    void make(InstanceSettings settings, String network, int sshPort) {
        String name = name(context);
        if (compute.find("Looking for the firewall rule " + name, path()).isPresent()) {
            return;
        }
        compute.post("Creating the firewall rule " + name, compute.inProject("global/firewalls"), Map.of(
                "name", name,
                "description", description(context),
                "network", network,
                "direction", "INGRESS",
                "targetTags", List.of(name),
                "sourceRanges", settings.list("SourceRanges"),
                "allowed", Stream.concat(
                                Stream.of(new OpenPort(sshPort, "tcp"), new OpenPort(2376, "tcp")),
                                settings.ports().stream())
                        .distinct()
                        .map(port -> Map.of("IPProtocol", port.protocol(),
                                "ports", List.of(Integer.toString(port.number()))))
                        .toList()));
    }

    void delete() {
        compute.delete("Deleting the firewall rule " + name(context), path());
    }

    private String path() {
        return compute.inProject("global/firewalls/" + name(context));
    }
}
