package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.driver.jclouds.Cloud;
import dev.jmachine.driver.jclouds.Settings;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.FailureKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jclouds.cloudstack.domain.PublicIPAddress;
import org.jclouds.cloudstack.options.ListPublicIPAddressesOptions;

/**
 * The public address of a machine in an isolated network: the user's, or one of its own.
 *
 * <p>CloudStack names no address before it is taken. So a free one is chosen first, at random, and that very one is
 * asked for: it is in the state before, and is found again when the answer was lost. For one thread.
 */
final class PublicAddress {
    /** The address that everything is done for, so that the machine is reached at it. */
    private static final String PUBLISHED = "PublishedIP";

    private final DriverContext context;
    private final DriverState state;
    private final Settings settings;
    private final Account account;
    private final Catalog catalog;
    private final Tags tags;
    private final OpenPorts ports;

    PublicAddress(DriverContext context, Settings settings, Account account, Catalog catalog) {
        this.context = context;
        this.state = context.state();
        this.settings = settings;
        this.account = account;
        this.catalog = catalog;
        this.tags = new Tags(context, account);
        this.ports = new OpenPorts(state, settings, account, catalog);
    }

    /** Return whether the machine has one. */
    boolean wanted() {
        return state.flag(CloudStackSettings.BEHIND_NAT) || isOfPlugIn();
    }

    /** Return whether docker-machine's plug-in has made the machine, with all that its address needs. */
    private boolean isOfPlugIn() {
        return !state.flag(Cloud.ASKED_FOR) && !state.text(CloudStackSettings.PUBLIC_IP).isEmpty()
                && !state.flag(CloudStackSettings.USE_PRIVATE_ADDRESS);
    }

    private boolean isOwn() {
        return settings.flag(CloudStackSettings.OWN_PUBLIC_IP);
    }

    /** Check that the address that the options name can be used. */
    void check() {
        if (isOwn()) {
            return;
        }
        PublicIPAddress address = given();
        boolean forward = settings.flag(CloudStackSettings.USE_PORT_FORWARD);
        String mine = state.text(CloudStackSettings.ID);
        boolean other = address.getVirtualMachineId() != null && !address.getVirtualMachineId().equals(mine);
        CloudStackSettings.refuse(other || !forward && address.isSourceNAT(), CloudStackOptions.PUBLIC_IP,
                "The address " + address.getIPAddress() + " is in use: it leads to "
                        + (other ? "another virtual machine." : "the network's router; forward ports of it instead."));
        CloudStackSettings.refuse(forward && state.text(PUBLISHED).isEmpty() && mine.isEmpty()
                && ports.areTaken(address.getId()), CloudStackOptions.PUBLIC_IP,
                "Port 22 or 2376 of the address " + address.getIPAddress() + " is forwarded already.");
    }

    /** Return the address at which a virtual machine is reached, with all done for it. */
    String of(String machine) {
        String done = state.text(isOfPlugIn() ? CloudStackSettings.PUBLIC_IP : PUBLISHED);
        return done.isEmpty() ? publish(machine) : done;
    }

    private String publish(String machine) {
        PublicIPAddress address = isOwn() ? acquired() : given();
        ports.open(address.getId());
        if (settings.flag(CloudStackSettings.USE_PORT_FORWARD)) {
            ports.forward(address.getId(), machine);
        } else if (!leadsTo(address, machine)) {
            account.work("Leading the address " + address.getIPAddress() + " to the machine", "enableStaticNat",
                    Map.of("ipaddressid", address.getId(), "virtualmachineid", machine));
        }
        state.save(Map.of(PUBLISHED, address.getIPAddress()));
        return address.getIPAddress();
    }

    private static boolean leadsTo(PublicIPAddress address, String machine) {
        return address.isStaticNAT() && machine.equals(address.getVirtualMachineId());
    }

    private PublicIPAddress given() {
        String address = settings.text(CloudStackSettings.PUBLIC_IP);
        return taken(address).orElseThrow(() -> new MachineException(ErrorCode.INVALID_ARGUMENT,
                "Looking for the public address " + address, "The account has no such address."));
    }

    private PublicIPAddress acquired() {
        Optional<PublicIPAddress> earlier = mine();
        PublicIPAddress address = earlier.isPresent() ? earlier.get() : acquire();
        if (Tags.owner(address.getTags()).isEmpty()) {
            tags.put("PublicIpAddress", address.getId(), List.of());
        }
        return address;
    }

    /** Return the address that was asked for earlier, unless another has taken it. */
    private Optional<PublicIPAddress> mine() {
        String chosen = state.text(CloudStackSettings.PUBLIC_IP);
        return chosen.isEmpty() ? Optional.empty() : taken(chosen).filter(this::isFreeOfOthers);
    }

    private boolean isFreeOfOthers(PublicIPAddress address) {
        String leadsTo = address.getVirtualMachineId();
        return Tags.owner(address.getTags()).map(context.machineId()::equals).orElse(!address.isSourceNAT())
                && (leadsTo == null || leadsTo.equals(state.text(CloudStackSettings.ID)));
    }

    private PublicIPAddress acquire() {
        while (true) {
            List<String> free = free();
            if (free.isEmpty()) {
                throw new MachineException(
                        ErrorCode.QUOTA, "Taking a public address", "The zone has none that is free.");
            }
            String chosen = free.get(ThreadLocalRandom.current().nextInt(free.size()));
            state.save(Map.of(CloudStackSettings.PUBLIC_IP, chosen));
            if (ask(chosen)) {
                return taken(chosen).orElseThrow(() -> new MachineException(ErrorCode.PROVIDER,
                        "Taking the public address " + chosen, "CloudStack does not show it afterwards."));
            }
        }
    }

    /** Return false when others were quicker. */
    private boolean ask(String chosen) {
        Map<String, String> wanted = new HashMap<>(catalog.project());
        wanted.put("networkid", settings.list(CloudStackSettings.NETWORK_IDS).get(0));
        wanted.put("zoneid", catalog.id(Catalog.Kind.ZONE));
        wanted.put("ipaddress", chosen);
        try {
            account.work("Taking the public address " + chosen, "associateIpAddress", wanted);
            return true;
        } catch (ProviderException e) {
            if (e.kind() == FailureKind.TRANSIENT || free().contains(chosen) || mine().isPresent()) {
                throw e;
            }
            return false;
        }
    }

    /** Give back an own address, or take away what was made at the user's. */
    void release() {
        if (!wanted() || state.text(CloudStackSettings.PUBLIC_IP).isEmpty()) {
            return;
        }
        if (isOwn()) {
            mine().ifPresent(address -> account.takeAway("Giving back the public address "
                    + address.getIPAddress(), "disassociateIpAddress", Map.of("id", address.getId())));
            state.save(Map.of(PUBLISHED, "", CloudStackSettings.PUBLIC_IP, ""));
        } else {
            taken(state.text(CloudStackSettings.PUBLIC_IP)).ifPresent(this::withdraw);
        }
    }

    private void withdraw(PublicIPAddress address) {
        String machine = state.text(CloudStackSettings.ID);
        if (leadsTo(address, machine)) {
            account.takeAway("Withdrawing the address " + address.getIPAddress(), "disableStaticNat",
                    Map.of("ipaddressid", address.getId()));
        }
        ports.close(address.getId(), machine);
    }

    /** Return all addresses that were taken for machines, by their tags. */
    Stream<OwnedObject> owned() {
        return list(new ListPublicIPAddressesOptions()).flatMap(address -> Tags.owner(address.getTags()).stream()
                .map(owner -> new OwnedObject("public address", address.getId(), owner, "")));
    }

    private Optional<PublicIPAddress> taken(String address) {
        return list(new ListPublicIPAddressesOptions().IPAddress(address))
                .filter(one -> address.equals(one.getIPAddress())).findFirst();
    }

    private List<String> free() {
        return list(new ListPublicIPAddressesOptions().allocatedOnly(false).usesVirtualNetwork(true)
                .zoneId(catalog.id(Catalog.Kind.ZONE))).filter(address -> address.getAllocated() == null)
                .map(PublicIPAddress::getIPAddress).toList();
    }

    private Stream<PublicIPAddress> list(ListPublicIPAddressesOptions options) {
        String project = catalog.id(Catalog.Kind.PROJECT);
        if (!project.isEmpty()) {
            options.projectId(project);
        }
        return account.calls().get("Asking for the public addresses",
                () -> account.api().getAddressApi().listPublicIPAddresses(options)).stream();
    }
}
