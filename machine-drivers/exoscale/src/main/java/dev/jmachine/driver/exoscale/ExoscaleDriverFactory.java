package dev.jmachine.driver.exoscale;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.Readiness;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** Opens the driver of Exoscale's instances. */
public final class ExoscaleDriverFactory implements DriverFactory {

    @Override
    public String name() {
        return "exoscale";
    }

    @Override
    public String summary() {
        return "Instances of Exoscale";
    }

    @Override
    public List<DriverOption> options() {
        return ExoscaleOptions.all();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER, Capability.PEER_NETWORK, Capability.FIND_OWNED);
    }

    @Override
    public Readiness readiness() {
        return Readiness.usable("needs an API key of Exoscale: " + ExoscaleOptions.API_KEY_VARIABLE + " and "
                + ExoscaleOptions.API_SECRET_VARIABLE);
    }

    @Override
    public Driver open(DriverContext context) {
        return new ExoscaleDriver(context);
    }
}
