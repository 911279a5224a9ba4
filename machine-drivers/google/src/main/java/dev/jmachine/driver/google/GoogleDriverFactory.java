package dev.jmachine.driver.google;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.Readiness;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** Opens the driver of Google Compute Engine's instances. */
public final class GoogleDriverFactory implements DriverFactory {

    @Override
    public String name() {
        return "google";
    }

    @Override
    public String summary() {
        return "Instances of Google Compute Engine";
    }

    @Override
    public List<DriverOption> options() {
        return GoogleOptions.all();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER, Capability.PEER_NETWORK, Capability.FIND_OWNED);
    }

    @Override
    public Readiness readiness() {
        return Readiness.usable("needs credentials of Google: a service account's key file "
                + "(GOOGLE_APPLICATION_CREDENTIALS), or \"gcloud auth application-default login\"");
    }

    @Override
    public Driver open(DriverContext context) {
        return new GoogleDriver(context);
    }
}
