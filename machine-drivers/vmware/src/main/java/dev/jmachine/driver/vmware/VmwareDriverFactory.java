package dev.jmachine.driver.vmware;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Readiness;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** Opens the driver of virtual machines under VMware Workstation or Fusion. */
public class VmwareDriverFactory implements DriverFactory {
    private final VmwareOptions options;

    /** Create the factory of the driver {@code vmware}. */
    public VmwareDriverFactory() {
        this(VmwareOptions.VMWARE);
    }

    VmwareDriverFactory(VmwareOptions options) {
        this.options = options;
    }

    @Override
    public final String name() {
        return options.driver();
    }

    @Override
    public final String summary() {
        return "Virtual machines on this computer under VMware Workstation or Fusion";
    }

    @Override
    public final List<DriverOption> options() {
        return options.all();
    }

    @Override
    public final Set<Capability> capabilities() {
        return Set.of(Capability.POWER);
    }

    @Override
    public final Readiness readiness() {
        try {
            return Readiness.usable("VMware, " + VmwareInstallation.find("").vmrun());
        } catch (MachineException e) {
            return Readiness.missing(e.problem(), "install VMware Workstation or Fusion, or put vmrun on the PATH");
        }
    }

    @Override
    public final Driver open(DriverContext context) {
        return new VmwareDriver(context, options);
    }
}
