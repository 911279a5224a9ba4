package dev.jmachine.driver.jclouds.openstack;

import com.google.common.collect.ImmutableListMultimap;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.jclouds.Settings;
import java.util.List;
import java.util.function.Function;
import org.jclouds.openstack.neutron.v2.domain.Network;
import org.jclouds.openstack.neutron.v2.domain.SecurityGroup;
import org.jclouds.openstack.neutron.v2.domain.Subnet;
import org.jclouds.openstack.v2_0.domain.Resource;
import org.jclouds.openstack.v2_0.options.PaginationOptions;

/** Finds the ids of what the options name. What is not there is told, with what there is. For one thread. */
final class Catalog {
    private static final int MOST_NAMES_TOLD = 30;

    private final Account account;
    private final Settings settings;

    Catalog(Account account, Settings settings) {
        this.account = account;
        this.settings = settings;
    }

    /** Return the flavor's id. */
    String flavor() {
        String id = settings.text(OpenStackSettings.FLAVOR_ID);
        return id.isEmpty() ? named("flavor", settings.text(OpenStackSettings.FLAVOR_NAME), flavors()) : id;
    }

    /** Return the image's id. */
    String image() {
        String id = settings.text(OpenStackSettings.IMAGE_ID);
        return id.isEmpty() ? named("image", settings.text(OpenStackSettings.IMAGE_NAME), images()) : id;
    }

    /** Return the ids of the networks named, else of the only one that there is. */
    List<String> networks() {
        List<String> ids = OpenStackSettings.split(settings.text(OpenStackSettings.NETWORK_ID));
        List<String> names = OpenStackSettings.split(settings.text(OpenStackSettings.NETWORK_NAME));
        if (!ids.isEmpty()) {
            return ids;
        }
        List<Network> all = allNetworks();
        return names.isEmpty() ? List.of(only(all))
                : names.stream().map(name -> named("network", name, all, Network::getName, Network::getId)).toList();
    }

    private static String only(List<Network> all) {
        List<Network> inner = all.stream().filter(network -> !Boolean.TRUE.equals(network.getExternal())).toList();
        if (inner.size() == 1) {
            return inner.get(0).getId();
        }
        throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Looking for the network",
                "The project has " + (inner.isEmpty() ? "none" : "several: give one as --" + OpenStackOptions.NET_NAME
                        + ". There are: " + String.join(", ", inner.stream().map(Network::getName).toList())) + ".");
    }

    /** Return the address ranges of a network's subnets. */
    List<String> ranges(String network) {
        return account.calls().get("Asking for the subnets of the network " + network, () -> account.neutron()
                .getSubnetApi(account.region()).list(PaginationOptions.Builder.queryParameters(
                        ImmutableListMultimap.of("network_id", network)))
                .transform(Subnet::getCidr).toList());
    }

    /** Return the id of the external network that floating addresses are taken from. */
    String floatingPool() {
        List<Network> external = allNetworks().stream().filter(net -> Boolean.TRUE.equals(net.getExternal())).toList();
        return named("external network", settings.text(OpenStackSettings.FLOATING_POOL), external,
                Network::getName, Network::getId);
    }

    /** Check that what the options name is there. */
    void check() {
        named("flavor", given(OpenStackSettings.FLAVOR_ID, OpenStackSettings.FLAVOR_NAME), flavors());
        named("image", given(OpenStackSettings.IMAGE_ID, OpenStackSettings.IMAGE_NAME), images());
        if (account.hasNetworks()) {
            checkNetworks();
        }
    }

    private void checkNetworks() {
        List<Network> there = allNetworks();
        networks().forEach(id -> named("network", id, there, Network::getName, Network::getId));
        if (!settings.text(OpenStackSettings.FLOATING_POOL).isEmpty()) {
            floatingPool();
        }
        List<String> groups = settings.list(OpenStackSettings.SECURITY_GROUPS);
        if (!groups.isEmpty()) {
            List<SecurityGroup> known = account.calls().get("Asking for the security groups", () -> account.neutron()
                    .getSecurityGroupApi(account.region()).listSecurityGroups().concat().toList());
            groups.forEach(group ->
                    named("security group", group, known, SecurityGroup::getName, SecurityGroup::getId));
        }
    }

    private String given(String idKey, String nameKey) {
        String id = settings.text(idKey);
        return id.isEmpty() ? settings.text(nameKey) : id;
    }

    private List<Resource> flavors() {
        return account.calls().get("Asking for the flavors",
                () -> account.nova().getFlavorApi(account.region()).list().concat().toList());
    }

    private List<Resource> images() {
        return account.calls().get("Asking for the images",
                () -> account.nova().getImageApi(account.region()).list().concat().toList());
    }

    private List<Network> allNetworks() {
        return account.calls().get("Asking for the networks",
                () -> account.neutron().getNetworkApi(account.region()).list().concat().toList());
    }

    private static String named(String kind, String name, List<Resource> all) {
        return named(kind, name, all, Resource::getName, Resource::getId);
    }

    /** Return the id of the one that bears a name, or is given by its id already. */
    private static <T> String named(
            String kind, String wanted, List<T> all, Function<T, String> nameOf, Function<T, String> idOf) {
        List<String> found = all.stream()
                .filter(one -> wanted.equals(nameOf.apply(one)) || wanted.equals(idOf.apply(one)))
                .map(idOf).toList();
        if (found.isEmpty()) {
            throw missing(kind, wanted, all, nameOf);
        }
        if (found.size() > 1) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Looking for the " + kind + " \"" + wanted + "\"",
                    "Several have this name; give one by its id: " + String.join(", ", found) + ".");
        }
        return found.get(0);
    }

    private static <T> MachineException missing(
            String kind, String wanted, List<T> all, Function<T, String> nameOf) {
        List<String> names = all.stream().map(nameOf).filter(name -> name != null && !name.isEmpty())
                .sorted().limit(MOST_NAMES_TOLD).toList();
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Looking for the " + kind + " \"" + wanted + "\"",
                "The cloud does not show the project such a " + kind + "."
                        + (names.isEmpty() ? "" : " There are: " + String.join(", ", names) + "."));
    }
}
