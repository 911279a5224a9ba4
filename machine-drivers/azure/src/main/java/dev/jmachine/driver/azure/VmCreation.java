package dev.jmachine.driver.azure;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.cloud.UserData;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes a machine's parts one by one, and takes them away in the opposite order. Their names follow from the machine's,
 * so what was made is found again whichever answer was lost; what bears such a name and is another's is left alone.
 */
final class VmCreation {
    /** Saved of the machines that we make, and not of docker-machine's. */
    static final String OURS = "MadeBy";
    static final String PEER_ADDRESS = "PrivateIPAddress";

    private final DriverContext context;
    private final Arm arm;
    private final VmSettings settings;
    private final MachineParts parts;
    private final SharedParts shared;

    VmCreation(DriverContext context, Arm arm, VmSettings settings) {
        this.context = context;
        this.arm = arm;
        this.settings = settings;
        this.parts = new MachineParts(context, settings);
        this.shared = new SharedParts(context, arm, settings);
    }

    /** Make what is not there yet. */
    void make(DriverOptions options) {
        new ProviderRegistration(arm).ensure();
        context.progress("Preparing the resource group " + settings.group());
        shared.makeGroup();
        Optional<String> availabilitySet = shared.makeAvailabilitySet();
        String subnet = shared.makeSubnet();
        ensure(firewall(), firewallId(), () -> parts.firewall(options.number(AzureOptions.SSH_PORT),
                options.number(AzureOptions.DOCKER_PORT),
                MachineParts.list(options.text(AzureOptions.SOURCE_RANGES))));
        if (settings.publicAddress()) {
            ensure(publicAddress(), publicAddressId(), parts::publicAddress);
        }
        ensure(card(), cardId(), () -> parts.card(subnet, firewallId(),
                settings.publicAddress() ? Optional.of(publicAddressId()) : Optional.empty()));
        context.progress("Creating a virtual machine in " + settings.location());
        String user = options.text(AzureOptions.SSH_USER);
        ensure(machine(), machineId(), () -> parts.machine(cardId(), availabilitySet, user, UserData.of(context, user,
                OptionFiles.read(AzureOptions.CUSTOM_DATA, options.text(AzureOptions.CUSTOM_DATA)))));
        power().start();
        saveAddresses();
    }

    /** Make a part that is not there; one that has failed is made again. */
    private void ensure(String what, String id, Supplier<Map<String, Object>> request) {
        Optional<JsonValue> found = arm.find(what, id);
        found.filter(part -> !isOurs(part)).ifPresent(other -> {
            throw new MachineException(ErrorCode.PROVIDER, "Creating " + what,
                    "There is one of that name, which is not this machine's.");
        });
        String state = found.map(part -> part.text("properties", "provisioningState")).orElse("");
        if (found.isPresent() && id.equals(machineId())) {
            if (!state.equals("Failed")) {
                power().settled();
                return;
            }
            arm.delete(what, id);
        }
        if (!state.equals("Succeeded")) {
            arm.put(what, id, request.get());
        }
    }

    /** The public addresses that docker-machine has made are others after each start. */
    void saveAddresses() {
        boolean privately = context.state().flag("UsePrivateIP") || !settings.publicAddress();
        String inner = arm.find(card(), cardId())
                .flatMap(card -> card.each("properties", "ipConfigurations").stream().findFirst())
                .map(address -> address.text("properties", "privateIPAddress")).orElse("");
        String outer = privately ? inner : arm.find(publicAddress(), publicAddressId())
                .map(address -> address.text("properties", "ipAddress")).orElse("");
        context.state().save(Map.of(SshAccess.ADDRESS, outer, PEER_ADDRESS, inner));
    }

    /** Take away what was made, and then what nobody uses any more. */
    void undo() {
        delete(machine(), machineId());
        delete(card(), cardId());
        delete(publicAddress(), publicAddressId());
        delete(firewall(), firewallId());
        deleteDisk();
        shared.clean();
    }

    private void delete(String what, String id) {
        if (arm.find(what, id).filter(this::isOurs).isPresent()) {
            arm.delete(what, id);
        }
    }

    /** As a rule it goes with the machine; it stays when the machine could not be made. */
    private void deleteDisk() {
        String name = MachineParts.diskName(context.machineName());
        String id = arm.compute(settings.group(), "disks/" + name);
        arm.find("the disk " + name, id)
                .filter(disk -> disk.text("managedBy").isEmpty())
                .filter(disk -> disk.at("tags").isEmpty() || isOurs(disk))
                .ifPresent(disk -> arm.delete("the disk " + name, id));
    }

    /** What docker-machine has made bears no tag; its name is all there is. */
    private boolean isOurs(JsonValue part) {
        String tag = part.text("tags", MachineParts.ID_TAG);
        return tag.equals(context.machineId()) || tag.isEmpty() && isOfDockerMachine(context.state());
    }

    /** Return whether docker-machine made the machine: it marks nothing, and saves no address. */
    static boolean isOfDockerMachine(DriverState state) {
        return state.text(OURS).isEmpty();
    }

    VmPower power() {
        return new VmPower(arm, machine(), machineId());
    }

    private String machine() {
        return "the virtual machine " + context.machineName();
    }

    private String machineId() {
        return arm.compute(settings.group(), "virtualMachines/" + context.machineName());
    }

    private String card() {
        return "the network interface " + context.machineName() + "-nic";
    }

    private String cardId() {
        return arm.network(settings.group(), "networkInterfaces/" + context.machineName() + "-nic");
    }

    private String publicAddress() {
        return "the public address " + context.machineName() + "-ip";
    }

    private String publicAddressId() {
        return arm.network(settings.group(), "publicIPAddresses/" + context.machineName() + "-ip");
    }

    private String firewall() {
        return "the network security group " + context.machineName() + "-firewall";
    }

    private String firewallId() {
        return arm.network(settings.group(), "networkSecurityGroups/" + context.machineName() + "-firewall");
    }
}
