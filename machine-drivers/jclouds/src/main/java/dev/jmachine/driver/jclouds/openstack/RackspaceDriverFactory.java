package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.Readiness;
import dev.jmachine.driver.jclouds.CloudDriver;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** Opens the driver of Rackspace's cloud servers. */
public final class RackspaceDriverFactory implements DriverFactory {

    @Override
    public String name() {
        return "rackspace";
    }

    @Override
    public String summary() {
        return "Cloud servers at Rackspace";
    }

    @Override
    public List<DriverOption> options() {
        return RackspaceOptions.all();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER, Capability.FIND_OWNED);
    }

    @Override
    public Readiness readiness() {
        return Readiness.usable("nothing is needed on this computer; Rackspace is asked when a machine is made");
    }

    @Override
    public Driver open(DriverContext context) {
        return new CloudDriver(context, new RackspaceProvider());
    }
}
