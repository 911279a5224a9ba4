package dev.jmachine.driver.jclouds.openstack;

import com.google.common.collect.ImmutableSet;
import com.google.inject.Module;
import dev.jmachine.driver.jclouds.Contexts;
import dev.jmachine.driver.jclouds.Settings;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import org.jclouds.apis.ApiMetadata;
import org.jclouds.openstack.keystone.catalog.config.ServiceCatalogModule;
import org.jclouds.openstack.keystone.config.KeystoneProperties;
import org.jclouds.openstack.neutron.v2.NeutronApi;
import org.jclouds.openstack.neutron.v2.NeutronApiMetadata;
import org.jclouds.openstack.neutron.v2.config.NeutronHttpApiModule;
import org.jclouds.openstack.nova.v2_0.NovaApi;
import org.jclouds.openstack.nova.v2_0.NovaApiMetadata;
import org.jclouds.openstack.nova.v2_0.config.NovaHttpApiModule;
import org.jclouds.openstack.nova.v2_0.config.NovaParserModule;

/** Logs in with a password at version 3 of Keystone. */
final class KeystoneLogin implements Login {
    private static final String DEFAULT_DOMAIN = "Default";

    private final Settings settings;
    private final String password;
    private final SharedToken token = new SharedToken();

    KeystoneLogin(Settings settings, String password) {
        this.settings = settings;
        this.password = password;
    }

    @Override
    public NovaApi nova() {
        return open(new NovaApiMetadata(), NovaApi.class, List.of(NovaParserModule.class, NovaHttpApiModule.class));
    }

    @Override
    public boolean hasNetworks() {
        return true;
    }

    @Override
    public NeutronApi neutron() {
        return open(new NeutronApiMetadata(), NeutronApi.class, List.of(NeutronHttpApiModule.class));
    }

    /** Open an API with what it is made of, which leaves out jclouds' own model of nodes. */
    private <A extends Closeable> A open(ApiMetadata api, Class<A> type, List<Class<? extends Module>> parts) {
        ApiMetadata slim = api.toBuilder().defaultModules(ImmutableSet.<Class<? extends Module>>builder()
                .add(ServiceCatalogModule.class).add(ServiceCatalogModule.RegionModule.class).addAll(parts).build())
                .build();
        return contexts().of(slim)
                .endpoint(endpoint())
                .credentials(userDomain() + ":" + settings.text(OpenStackSettings.USERNAME), password)
                .buildApi(type);
    }

    private Contexts contexts() {
        Contexts contexts = new Contexts()
                .with(token.module())
                .with(KeystoneProperties.KEYSTONE_VERSION, "3")
                .with(KeystoneProperties.SCOPE, scope());
        if (settings.text(OpenStackSettings.TENANT_ID).isEmpty()) {
            String domain = settings.text(OpenStackSettings.PROJECT_DOMAIN_NAME);
            contexts.with(KeystoneProperties.PROJECT_DOMAIN_NAME, domain.isEmpty() ? userDomain() : domain);
        }
        if (settings.flag(OpenStackSettings.INSECURE)) {
            contexts.trustingAll();
        } else if (!settings.text(OpenStackSettings.CA_CERT).isEmpty()) {
            contexts.trusting(Trust.in(Path.of(settings.text(OpenStackSettings.CA_CERT))));
        }
        return contexts;
    }

    private String scope() {
        String project = settings.text(OpenStackSettings.TENANT_ID);
        return project.isEmpty() ? "project:" + settings.text(OpenStackSettings.TENANT_NAME) : "projectId:" + project;
    }

    private String userDomain() {
        String domain = settings.text(OpenStackSettings.DOMAIN_NAME);
        return domain.isEmpty() ? DEFAULT_DOMAIN : domain;
    }

    /** Return Keystone's URL with the version that jclouds wants in it; version 2 ended with OpenStack Queens. */
    private String endpoint() {
        String url = settings.text(OpenStackSettings.AUTH_URL).replaceFirst("/+$", "");
        return url.endsWith("/v3") ? url : url.replaceFirst("/v2\\.0$", "") + "/v3";
    }
}
