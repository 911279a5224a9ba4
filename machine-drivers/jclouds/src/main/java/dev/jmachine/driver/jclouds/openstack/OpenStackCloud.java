package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.api.OwnedObject;
import dev.jmachine.driver.jclouds.Cloud;
import dev.jmachine.driver.jclouds.CloudServer;
import dev.jmachine.driver.jclouds.Settings;
import dev.jmachine.spi.DriverContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jclouds.openstack.nova.v2_0.domain.RebootType;
import org.jclouds.openstack.nova.v2_0.domain.Server;
import org.jclouds.openstack.nova.v2_0.features.ServerApi;
import org.jclouds.openstack.nova.v2_0.options.CreateServerOptions;

/** A project at an OpenStack cloud, for one machine. */
final class OpenStackCloud implements Cloud {
    private static final List<String> ANYWHERE = List.of("0.0.0.0/0", "::/0");

    private final DriverContext context;
    private final Settings settings;
    private final Account account;
    private final Catalog catalog;
    private final OwnGroup group;
    private final FloatingAddress floating;

    OpenStackCloud(DriverContext context, Settings settings, Account account) {
        this.context = context;
        this.settings = settings;
        this.account = account;
        this.catalog = new Catalog(account, settings);
        this.group = new OwnGroup(account, context.state());
        this.floating = new FloatingAddress(account, context.state());
    }

    @Override
    public void check() {
        if (settings.flag(OpenStackSettings.INSECURE)) {
            context.notice("Any TLS certificate of the cloud is believed, as --" + OpenStackOptions.INSECURE
                    + " says: whoever is in between can read the password.");
        }
        catalog.check();
        new ServerChecks(account, settings).check();
    }

    @Override
    public String make(boolean again) {
        String image = catalog.image();
        String flavor = catalog.flavor();
        List<String> networks = account.hasNetworks() ? catalog.networks() : List.of();
        CreateServerOptions order = ServerOrder.of(context, networks, groups(networks, again), image);
        String root = order.getBlockDeviceMappings().isEmpty() ? image : "";
        return account.calls().get("Asking Nova for the server",
                () -> servers().create(context.machineName(), root, flavor, order)).getId();
    }

    private List<String> groups(List<String> networks, boolean again) {
        if (!group.wanted()) {
            return settings.list(OpenStackSettings.SECURITY_GROUPS);
        }
        List<String> given = settings.list(OpenStackSettings.INGRESS);
        List<String> neighbours = networks.stream().flatMap(network -> catalog.ranges(network).stream()).toList();
        return List.of(group.make(again, given.isEmpty() ? ANYWHERE : given, neighbours));
    }

    @Override
    public Optional<CloudServer> server(String id) {
        return read(account.calls().get("Asking for the server " + id, () -> servers().get(id)));
    }

    @Override
    public Optional<CloudServer> marked() {
        return all(server -> context.machineId().equals(server.getMetadata().get(MACHINE_TAG))).stream()
                .flatMap(server -> read(server).stream()).findFirst();
    }

    private List<Server> all(Predicate<Server> mark) {
        return account.calls().get("Looking for servers that jmachine made",
                () -> servers().listInDetail().concat().filter(mark::test).toList());
    }

    private Optional<CloudServer> read(Server server) {
        return Servers.read(server, (int) settings.number(OpenStackSettings.IP_VERSION));
    }

    @Override
    public CloudServer publish(CloudServer server) {
        return floating.wanted() ? server.withAddress(floating.of(server.id(), catalog)) : server;
    }

    @Override
    public void start(String id) {
        account.calls().run("Starting the server", () -> servers().start(id));
    }

    @Override
    public void stop(String id) {
        account.calls().run("Stopping the server", () -> servers().stop(id));
    }

    /** Nova knows one way to switch a server off, and gives the guest a minute. */
    @Override
    public void kill(String id) {
        stop(id);
    }

    @Override
    public void restart(String id) {
        account.calls().run("Restarting the server", () -> servers().reboot(id, RebootType.SOFT));
    }

    @Override
    public void delete(CloudServer server) {
        floating.release(server.id());
        account.calls().run("Deleting the server", () -> servers().delete(server.id()));
    }

    @Override
    public void dispose() {
        floating.release();
        group.remove();
    }

    @Override
    public List<OwnedObject> owned() {
        Stream<OwnedObject> servers = all(server -> server.getMetadata().containsKey(MACHINE_TAG)).stream()
                .map(server -> new OwnedObject(
                        "server", server.getId(), server.getMetadata().get(MACHINE_TAG), server.getName()));
        return Stream.concat(servers, account.hasNetworks() ? group.owned() : Stream.empty()).toList();
    }

    private ServerApi servers() {
        return account.nova().getServerApi(account.region());
    }

    @Override
    public void close() {
        account.close();
    }
}
