package dev.jmachine.driver.vmwarevsphere;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.Readiness;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** Opens the driver of virtual machines of VMware vSphere. */
public final class VsphereDriverFactory implements DriverFactory {

    @Override
    public String name() {
        return "vmwarevsphere";
    }

    @Override
    public String summary() {
        return "Virtual machines of VMware vSphere, cloned from a template";
    }

    @Override
    public List<DriverOption> options() {
        return VsphereOptions.all();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER, Capability.FIND_OWNED);
    }

    @Override
    public Readiness readiness() {
        return Readiness.usable("needs a vCenter server, a user there, and a template with cloud-init");
    }

    @Override
    public Driver open(DriverContext context) {
        return new VsphereDriver(context);
    }
}
