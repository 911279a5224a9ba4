package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.driver.jclouds.Contexts;
import dev.jmachine.driver.jclouds.Settings;
import org.jclouds.openstack.neutron.v2.NeutronApi;
import org.jclouds.openstack.nova.v2_0.NovaApi;
import org.jclouds.rackspace.cloudservers.us.CloudServersUSProviderMetadata;

/** Logs in with an API key at Rackspace's identity service, which is like version 2 of Keystone. */
final class RackspaceLogin implements Login {
    private final Settings settings;
    private final String apiKey;

    RackspaceLogin(Settings settings, String apiKey) {
        this.settings = settings;
        this.apiKey = apiKey;
    }

    @Override
    public NovaApi nova() {
        return new Contexts().of(new CloudServersUSProviderMetadata())
                .endpoint(settings.text(OpenStackSettings.AUTH_URL))
                .credentials(settings.text(OpenStackSettings.USERNAME), apiKey)
                .buildApi(NovaApi.class);
    }

    /** Servers have a public and a service address by themselves. */
    @Override
    public boolean hasNetworks() {
        return false;
    }

    @Override
    public NeutronApi neutron() {
        throw new UnsupportedOperationException("Rackspace's servers are made without the network API");
    }
}
