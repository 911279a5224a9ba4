package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.jclouds.ProviderCalls;
import java.io.IOException;
import java.util.Set;
import org.jclouds.openstack.neutron.v2.NeutronApi;
import org.jclouds.openstack.nova.v2_0.NovaApi;

/** A project at an OpenStack cloud, with the APIs of one region. Opens each when it is first used. For one thread. */
final class Account implements AutoCloseable {
    private final Login login;
    private final ProviderCalls calls = new ProviderCalls(new OpenStackDialect());
    private NovaApi nova;
    private NeutronApi neutron;
    private String region;

    /**
     * Create an account.
     *
     * @param region the region; empty when the cloud is to be asked
     */
    Account(Login login, String region) {
        this.login = login;
        this.region = region;
    }

    ProviderCalls calls() {
        return calls;
    }

    /** Return whether there is a network API. */
    boolean hasNetworks() {
        return login.hasNetworks();
    }

    /** Return the compute API. */
    NovaApi nova() {
        if (nova == null) {
            nova = calls.get("Opening jclouds", login::nova);
        }
        return nova;
    }

    /** Return the network API. */
    NeutronApi neutron() {
        if (neutron == null) {
            neutron = calls.get("Opening jclouds", login::neutron);
        }
        return neutron;
    }

    /** Return the region, which must be named when the cloud has several. */
    String region() {
        if (region.isEmpty()) {
            Set<String> all = calls.get("Asking for the regions", nova()::getConfiguredRegions);
            region = all.size() == 1 ? all.iterator().next() : unknownRegion(all);
        }
        return region;
    }

    private static String unknownRegion(Set<String> all) {
        throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Looking for the region",
                "The cloud has several: give one as --" + OpenStackOptions.REGION + ". There are: "
                        + String.join(", ", all) + ".");
    }

    @Override
    public void close() {
        try (ProviderCalls ended = calls; NovaApi compute = nova; NeutronApi network = neutron) {
            // Closing is all that is done.
        } catch (IOException e) {
            throw new MachineException(ErrorCode.INTERNAL, "Closing jclouds", e.toString(), e);
        }
    }
}
