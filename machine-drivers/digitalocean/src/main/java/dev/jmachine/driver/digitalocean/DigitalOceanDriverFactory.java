package dev.jmachine.driver.digitalocean;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.Readiness;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** Opens the driver of DigitalOcean's droplets. */
public final class DigitalOceanDriverFactory implements DriverFactory {

    @Override
    public String name() {
        return "digitalocean";
    }

    @Override
    public String summary() {
        return "Droplets of DigitalOcean";
    }

    @Override
    public List<DriverOption> options() {
        return DigitalOceanOptions.all();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER, Capability.PEER_NETWORK, Capability.FIND_OWNED);
    }

    @Override
    public Readiness readiness() {
        return Readiness.usable("needs an access token of DigitalOcean: "
                + DigitalOceanOptions.ACCESS_TOKEN_VARIABLE);
    }

    @Override
    public Driver open(DriverContext context) {
        return new DigitalOceanDriver(context);
    }
}
