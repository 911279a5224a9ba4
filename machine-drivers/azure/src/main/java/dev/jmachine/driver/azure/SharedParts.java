package dev.jmachine.driver.azure;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.FailureKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the machines of a resource group share: the group, the virtual network and its subnet, the availability set.
 * Each is made where it is not there, and bears a mark then. What bears it goes with the last machine that uses it, but for
 * the group: to delete that would take away whatever else has been put in it meanwhile.
 */
final class SharedParts {
    private static final Map<String, String> MARK = Map.of("jmachine-shared", "true");
    private static final List<String> PRIVATE_ADDRESSES = List.of("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12");
    private static final String MADE_SUBNET = "MadeSubnet";

    private final DriverContext context;
    private final Arm arm;
    private final VmSettings settings;

    SharedParts(DriverContext context, Arm arm, VmSettings settings) {
        this.context = context;
        this.arm = arm;
        this.settings = settings;
    }

    void makeGroup() {
        String id = arm.group(settings.group());
        String what = "the resource group " + settings.group();
        if (arm.find(what, id).isEmpty()) {
            arm.put(what, id, Map.of("location", settings.location(), "tags", MARK));
        }
    }

    /** Make the subnet where it is not there, and the virtual network, and return the subnet's id. */
    String makeSubnet() {
        Map<String, Object> subnet = Map.of("name", settings.subnet(),
                "properties", Map.of("addressPrefix", settings.subnetPrefix()));
        String what = "the virtual network " + settings.network();
        if (arm.find(what, networkId()).isEmpty()) {
            // Whole at once: two machines that make it side by side say the same.
            arm.put(what, networkId(), Map.of("location", settings.location(), "tags", MARK, "properties", Map.of(
                    "addressSpace", Map.of("addressPrefixes", PRIVATE_ADDRESSES), "subnets", List.of(subnet))));
        } else if (arm.find("the subnet " + settings.subnet(), subnetId()).isEmpty()) {
            context.state().save(Map.of(MADE_SUBNET, true));
            arm.put("the subnet " + settings.subnet(), subnetId(), subnet);
        }
        return subnetId();
    }

    /** Make the availability set where it is not there, and return its id; empty when none is wanted. */
    Optional<String> makeAvailabilitySet() {
        if (settings.availabilitySet().isEmpty()) {
            return Optional.empty();
        }
        String what = "the availability set " + settings.availabilitySet();
        if (arm.find(what, availabilitySetId()).isEmpty()) {
            arm.put(what, availabilitySetId(), Map.of("location", settings.location(), "tags", MARK,
                    "sku", Map.of("name", "Aligned"),
                    "properties", Map.of("platformFaultDomainCount", 2, "platformUpdateDomainCount", 5)));
        }
        return Optional.of(availabilitySetId());
    }

    /** Take away what nobody uses any more. */
    void clean() {
        if (!settings.availabilitySet().isEmpty()) {
            String what = "the availability set " + settings.availabilitySet();
            arm.find(what, availabilitySetId())
                    .filter(set -> isOurs(set) && set.each("properties", "virtualMachines").isEmpty())
                    .ifPresent(set -> delete(what, availabilitySetId()));
        }
        arm.find("the virtual network " + settings.network(), networkId()).ifPresent(this::cleanNetwork);
    }

    private void cleanNetwork(JsonValue network) {
        boolean ours = isOurs(network);
        boolean used = network.each("properties", "subnets").stream()
                .filter(subnet -> subnet.text("name").equals(settings.subnet()))
                .anyMatch(subnet -> !subnet.each("properties", "ipConfigurations").isEmpty());
        if (used || !ours && !context.state().flag(MADE_SUBNET)) {
            return;
        }
        delete("the subnet " + settings.subnet(), subnetId());
        if (ours && network.each("properties", "subnets").size() <= 1) {
            delete("the virtual network " + settings.network(), networkId());
        }
    }

    /** docker-machine leaves no mark, and takes away whatever is not used. */
    private boolean isOurs(JsonValue resource) {
        return resource.text("tags", "jmachine-shared").equals("true")
                || VmCreation.isOfDockerMachine(context.state());
    }

    /** Azure keeps what another machine has begun to use meanwhile. */
    private void delete(String what, String id) {
        try {
            arm.delete(what, id);
        } catch (ProviderException e) {
            boolean used = e.providerCode().startsWith("InUse") || e.providerCode().equals("OperationNotAllowed")
                    || e.kind() == FailureKind.ALREADY_EXISTS;
            if (!used) {
                throw e;
            }
            context.progress(what + " is still in use");
        }
    }

    private String networkId() {
        return arm.network(settings.networkGroup(), "virtualNetworks/" + settings.networkName());
    }

    private String subnetId() {
        return networkId() + "/subnets/" + settings.subnet();
    }

    private String availabilitySetId() {
        return arm.compute(settings.group(), "availabilitySets/" + settings.availabilitySet());
    }
}
