package dev.jmachine.driver.softlayer;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.Readiness;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** Opens the driver of IBM Cloud's classic virtual servers. */
public final class SoftLayerDriverFactory implements DriverFactory {

    @Override
    public String name() {
        return "softlayer";
    }

    @Override
    public String summary() {
        return "Virtual servers of IBM Cloud classic infrastructure (SoftLayer)";
    }

    @Override
    public List<DriverOption> options() {
        return SoftLayerOptions.all();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER, Capability.PEER_NETWORK, Capability.FIND_OWNED);
    }

    @Override
    public Readiness readiness() {
        return Readiness.usable("needs a user's API key for IBM Cloud classic infrastructure: "
                + SoftLayerOptions.USER_VARIABLE + " and " + SoftLayerOptions.API_KEY_VARIABLE);
    }

    @Override
    public Driver open(DriverContext context) {
        return new SoftLayerDriver(context);
    }
}
