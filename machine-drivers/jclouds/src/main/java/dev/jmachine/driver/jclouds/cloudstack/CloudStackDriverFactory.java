package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.Readiness;
import dev.jmachine.driver.jclouds.CloudDriver;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** Opens the driver of virtual machines at CloudStack clouds. */
public final class CloudStackDriverFactory implements DriverFactory {

    @Override
    public String name() {
        return "cloudstack";
    }

    @Override
    public String summary() {
        return "Virtual machines at an Apache CloudStack cloud";
    }

    @Override
    public List<DriverOption> options() {
        return CloudStackOptions.all();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER, Capability.PEER_NETWORK, Capability.FIND_OWNED);
    }

    @Override
    public Readiness readiness() {
        return Readiness.usable("nothing is needed on this computer; the cloud is asked when a machine is made");
    }

    @Override
    public Driver open(DriverContext context) {
        return new CloudDriver(context, new CloudStackProvider());
    }
}
