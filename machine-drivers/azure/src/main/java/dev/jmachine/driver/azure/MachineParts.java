package dev.jmachine.driver.azure;

import dev.jmachine.cloud.OpenPort;
import dev.jmachine.spi.DriverContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the requests for what one machine has for itself. Its parts bear docker-machine's names. */
final class MachineParts {
    static final String ID_TAG = "jmachine-id";
    static final String NAME_TAG = "jmachine-name";
    private static final int SSH_PRIORITY = 100;
    private static final int ENGINE_PRIORITY = 300;
    private static final int OTHER_PRIORITY = 1000;

    private final DriverContext context;
    private final VmSettings settings;

    MachineParts(DriverContext context, VmSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    Map<String, Object> firewall(int sshPort, int enginePort, List<String> sources) {
        List<Map<String, Object>> rules = new ArrayList<>();
        rules.add(rule("SSH", SSH_PRIORITY, new OpenPort(sshPort, "tcp"), sources));
        rules.add(rule("Engine", ENGINE_PRIORITY, new OpenPort(enginePort, "tcp"), sources));
        for (OpenPort port : settings.ports()) {
            rules.add(rule("Port-" + port.number() + "-" + port.protocol(), OTHER_PRIORITY + rules.size(), port,
                    sources));
        }
        return resource(Map.of("securityRules", rules));
    }

    private static Map<String, Object> rule(String name, int priority, OpenPort port, List<String> sources) {
        Map<String, Object> rule = new LinkedHashMap<>(Map.of("priority", priority, "direction", "Inbound",
                "access", "Allow", "protocol", port.protocol().equals("tcp") ? "Tcp" : "Udp",
                "sourcePortRange", "*", "destinationAddressPrefix", "*",
                "destinationPortRange", Integer.toString(port.number())));
        if (sources.size() == 1) {
            rule.put("sourceAddressPrefix", sources.get(0));
        } else {
            rule.put("sourceAddressPrefixes", sources);
        }
        return Map.of("name", name, "properties", rule);
    }

    /** Azure gives out no others than standard, static addresses any more. */
    Map<String, Object> publicAddress() {
        Map<String, Object> properties = new LinkedHashMap<>(Map.of("publicIPAllocationMethod", "Static"));
        if (!settings.dnsLabel().isEmpty()) {
            properties.put("dnsSettings", Map.of("domainNameLabel", settings.dnsLabel()));
        }
        Map<String, Object> address = resource(properties);
        address.put("sku", Map.of("name", "Standard"));
        return address;
    }

    Map<String, Object> card(String subnetId, String firewallId, Optional<String> publicAddressId) {
        Map<String, Object> address = new LinkedHashMap<>(Map.of("subnet", reference(subnetId)));
        address.put("privateIPAllocationMethod", settings.privateAddress().isEmpty() ? "Dynamic" : "Static");
        if (!settings.privateAddress().isEmpty()) {
            address.put("privateIPAddress", settings.privateAddress());
        }
        publicAddressId.ifPresent(id -> address.put("publicIPAddress", reference(id)));
        return resource(Map.of("networkSecurityGroup", reference(firewallId),
                "ipConfigurations", List.of(Map.of("name", "ip", "properties", address))));
    }

    Map<String, Object> machine(String cardId, Optional<String> availabilitySetId, String user, String userData) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("hardwareProfile", Map.of("vmSize", settings.size()));
        properties.put("storageProfile", Map.of("imageReference", VmImage.parse(settings.image()).reference(),
                "osDisk", Map.of("name", diskName(context.machineName()), "createOption", "FromImage",
                        "caching", "ReadWrite", "deleteOption", "Delete",
                        "managedDisk", Map.of("storageAccountType", settings.storageType()))));
        properties.put("osProfile", Map.of("computerName", context.machineName(), "adminUsername", user,
                "customData", Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8)),
                "linuxConfiguration", Map.of("disablePasswordAuthentication", true, "ssh", Map.of("publicKeys",
                        List.of(Map.of("path", "/home/" + user + "/.ssh/authorized_keys",
                                "keyData", context.clientPublicKey().strip()))))));
        properties.put("networkProfile", Map.of("networkInterfaces", List.of(reference(cardId))));
        // For the console on the portal, which explains why a machine does not come up.
        properties.put("diagnosticsProfile", Map.of("bootDiagnostics", Map.of("enabled", true)));
        availabilitySetId.ifPresent(id -> properties.put("availabilitySet", reference(id)));
        return resource(properties);
    }

    static String diskName(String machine) {
        return machine + "-os-disk";
    }

    private Map<String, Object> resource(Map<String, Object> properties) {
        return new LinkedHashMap<>(Map.of("location", settings.location(), "properties", properties,
                "tags", Map.of(ID_TAG, context.machineId(), NAME_TAG, context.machineName())));
    }

    private static Map<String, Object> reference(String id) {
        return Map.of("id", id);
    }

    /** Return what is separated by commas. */
    static List<String> list(String text) {
        return Stream.of(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }
}
