package dev.jmachine.driver.jclouds;

import com.google.common.base.Supplier;
import com.google.common.collect.ImmutableSet;
import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.jclouds.Constants;
import org.jclouds.ContextBuilder;
import org.jclouds.apis.ApiMetadata;
import org.jclouds.providers.ProviderMetadata;

/**
 * The settings that all jclouds contexts share: no log of its own, no attempt made again behind our back, and a limit
 * to every connection and read.
 *
 * <p>Trust is that of the JDK, unless said otherwise. Not thread-safe.
 */
public final class Contexts {
    private static final int CONNECTION_TIMEOUT_MILLIS = 15_000;
    private static final int READ_TIMEOUT_MILLIS = 60_000;

    private final Properties overrides = new Properties();
    private final List<Module> modules = new ArrayList<>(List.of(new SilentLogging()));

    /** Create the shared settings. */
    public Contexts() {
        with(Constants.PROPERTY_MAX_RETRIES, "0");
        with(Constants.PROPERTY_MAX_RATE_LIMIT_WAIT, "0");
        with(Constants.PROPERTY_CONNECTION_TIMEOUT, Integer.toString(CONNECTION_TIMEOUT_MILLIS));
        with(Constants.PROPERTY_SO_TIMEOUT, Integer.toString(READ_TIMEOUT_MILLIS));
    }

    /** Add one of jclouds' properties. */
    public Contexts with(String property, String value) {
        overrides.setProperty(property, value);
        return this;
    }

    /** Add a module to jclouds' container. */
    public Contexts with(Module module) {
        modules.add(module);
        return this;
    }

    /** Trust any server, and any name in its certificate. */
    public Contexts trustingAll() {
        return with(Constants.PROPERTY_TRUST_ALL_CERTS, "true").with(Constants.PROPERTY_RELAX_HOSTNAME, "true");
    }

    /** Trust the servers that a TLS context trusts. */
    public Contexts trusting(SSLContext trust) {
        return with(new AbstractModule() {
            @Override
            protected void configure() {
                bind(new TypeLiteral<Supplier<SSLContext>>() { }).toInstance(() -> trust);
            }
        });
    }

    /** Return a builder for an API. */
    public ContextBuilder of(ApiMetadata api) {
        return prepared(ContextBuilder.newBuilder(api));
    }

    /** Return a builder for a provider. */
    public ContextBuilder of(ProviderMetadata provider) {
        return prepared(ContextBuilder.newBuilder(provider));
    }

    private ContextBuilder prepared(ContextBuilder builder) {
        return builder.overrides(overrides).modules(ImmutableSet.copyOf(modules));
    }
}
