package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.driver.jclouds.Cloud;
import dev.jmachine.driver.jclouds.CloudServer;
import dev.jmachine.driver.jclouds.OwnedName;
import dev.jmachine.driver.jclouds.Settings;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.FailureKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jclouds.cloudstack.domain.VirtualMachine;
import org.jclouds.cloudstack.options.ListVirtualMachinesOptions;

/** An account at a CloudStack cloud, for one machine. */
final class CloudStackCloud implements Cloud {
    private final DriverContext context;
    private final Settings settings;
    private final Account account;
    private final Catalog catalog;
    private final OwnGroup group;
    private final PublicAddress address;

    CloudStackCloud(DriverContext context, Settings settings, Account account) {
        this.context = context;
        this.settings = settings;
        this.account = account;
        this.catalog = new Catalog(account, settings);
        this.group = new OwnGroup(context, settings, account, catalog);
        this.address = new PublicAddress(context, settings, account, catalog);
    }

    @Override
    public void check() {
        catalog.check();
        OptionFiles.read(CloudStackOptions.USER_DATA_FILE, settings.text(CloudStackSettings.USER_DATA_FILE));
        Placement placement = placement();
        placement.check(settings);
        group.check();
        if (placement.isBehindNat(settings)) {
            address.check();
        }
        checkName();
    }

    private Placement placement() {
        return new Placement(catalog.isBasicZone(), catalog.networks());
    }

    /** Two machines of one name in a network are refused late, by a job. */
    private void checkName() {
        String name = ServerOrder.hostName(context.machineName());
        boolean taken = machines(options().name(name)).filter(VirtualMachines::isThere)
                .anyMatch(machine -> name.equals(machine.getName()) && !isOurs(machine));
        if (taken) {
            throw new MachineException(
                    ErrorCode.PRECREATE_CHECK_FAILED, "Looking for virtual machines of the name " + name,
                    "The account has one: choose another name for the machine, or remove that one.");
        }
    }

    private boolean isOurs(VirtualMachine machine) {
        return VirtualMachines.owner(machine).map(OwnedName::machineId).filter(context.machineId()::equals).isPresent();
    }

    @Override
    public String make(boolean again) {
        Placement placement = placement();
        Map<String, Object> choices = new HashMap<>(catalog.ids());
        choices.put(CloudStackSettings.NETWORK_IDS, placement.networks().stream().map(GuestNetwork::id).toList());
        choices.put(CloudStackSettings.BEHIND_NAT, placement.isBehindNat(settings));
        context.state().save(choices);
        List<String> groups = placement.hasSecurityGroups() ? group.ids() : List.of();
        return account.work("Asking for the virtual machine", "deployVirtualMachine",
                ServerOrder.of(context, catalog, placement.networks(), groups)).text("virtualmachine", "id");
    }

    @Override
    public Optional<CloudServer> server(String id) {
        return machine(id).filter(VirtualMachines::isThere).map(VirtualMachines::read);
    }

    @Override
    public Optional<CloudServer> marked() {
        return machines(options()).filter(VirtualMachines::isThere).filter(this::isOurs).findFirst()
                .map(VirtualMachines::read);
    }

    private Optional<VirtualMachine> machine(String id) {
        return machines(options().id(id)).findFirst();
    }

    private Stream<VirtualMachine> machines(ListVirtualMachinesOptions options) {
        return account.calls().get("Looking for virtual machines",
                () -> account.api().getVirtualMachineApi().listVirtualMachines(options)).stream();
    }

    private ListVirtualMachinesOptions options() {
        String project = catalog.id(Catalog.Kind.PROJECT);
        ListVirtualMachinesOptions options = new ListVirtualMachinesOptions();
        return project.isEmpty() ? options : options.projectId(project);
    }

    @Override
    public CloudServer publish(CloudServer server) {
        if (context.state().flag(ASKED_FOR)) {
            machine(server.id()).filter(machine -> Tags.owner(machine.getTags()).isEmpty())
                    .ifPresent(machine -> new Tags(context, account)
                            .put("UserVm", machine.getId(), settings.list(CloudStackSettings.TAGS)));
        }
        return address.wanted() ? server.withAddress(address.of(server.id())) : server;
    }

    @Override
    public void start(String id) {
        account.work("Starting the virtual machine", "startVirtualMachine", Map.of("id", id));
    }

    @Override
    public void stop(String id) {
        account.work("Stopping the virtual machine", "stopVirtualMachine", Map.of("id", id));
    }

    @Override
    public void kill(String id) {
        account.work("Switching the virtual machine off", "stopVirtualMachine", Map.of("id", id, "forced", "true"));
    }

    @Override
    public void restart(String id) {
        account.work("Restarting the virtual machine", "rebootVirtualMachine", Map.of("id", id));
    }

    @Override
    public void delete(CloudServer server) {
        try {
            destroy(server.id(), true);
        } catch (ProviderException e) {
            if (e.kind() != FailureKind.AUTHENTICATION || settings.flag(CloudStackSettings.EXPUNGE)) {
                throw e;
            }
            destroy(server.id(), false);
            context.notice("The account may not expunge: CloudStack keeps what is left of the virtual machine "
                    + server.id() + " until its own time for that has come.");
        }
    }

    private void destroy(String id, boolean expunge) {
        account.takeAway("Destroying the virtual machine", "destroyVirtualMachine",
                Map.of("id", id, "expunge", Boolean.toString(expunge)));
    }

    @Override
    public void dispose() {
        address.release();
        group.remove();
    }

    @Override
    public List<OwnedObject> owned() {
        Stream<OwnedObject> machines = machines(options()).filter(VirtualMachines::isThere)
                .flatMap(machine -> VirtualMachines.owner(machine).stream().map(owner -> new OwnedObject(
                        "virtual machine", machine.getId(), owner.machineId(), owner.machine())));
        return Stream.of(machines, address.owned(), group.owned()).flatMap(found -> found).toList();
    }

    @Override
    public void close() {
        account.close();
    }
}
