package dev.jmachine.driver.hyperv;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Readiness;
import dev.jmachine.hypervisor.program.Platform;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Opens the driver of virtual machines under Microsoft Hyper-V. */
public final class HypervDriverFactory implements DriverFactory {
    private static final Duration LOOK = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "hyperv";
    }

    @Override
    public String summary() {
        return "Virtual machines on this computer under Microsoft Hyper-V";
    }

    @Override
    public List<DriverOption> options() {
        return HypervOptions.all();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER);
    }

    @Override
    public Readiness readiness() {
        if (Platform.current() != Platform.WINDOWS) {
            return Readiness.missing("Hyper-V is a part of Windows.", "use another driver, such as qemu");
        }
        try {
            new PowerShell("").query("Looking for Hyper-V", LOOK,
                    "Get-VMHost | ForEach-Object { @{Name = $_.Name} }");
            return Readiness.usable("Hyper-V");
        } catch (MachineException e) {
            return Readiness.missing(e.problem(), "switch the Windows feature Hyper-V on,"
                    + " and have an administrator add you to the group Hyper-V Administrators");
        }
    }

    @Override
    public Driver open(DriverContext context) {
        return new HypervDriver(context);
    }
}
