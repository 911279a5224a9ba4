package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Readiness;
import dev.jmachine.driver.virtualbox.service.VirtualBoxInstallation;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.spi.DriverOptions;
import java.util.List;
import java.util.Set;

/** Opens the driver of virtual machines under VirtualBox. */
public final class VirtualBoxDriverFactory implements DriverFactory {

    @Override
    public String name() {
        return "virtualbox";
    }

    @Override
    public String summary() {
        return "Virtual machines under VirtualBox, on this computer or another";
    }

    @Override
    public List<DriverOption> options() {
        return VirtualBoxOptions.all();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER, Capability.PEER_NETWORK, Capability.FIND_OWNED);
    }

    @Override
    public Readiness readiness() {
        return readiness("");
    }

    private static Readiness readiness(String programs) {
        try {
            String version = VirtualBoxInstallation.find(programs).version();
            String obstacle = VirtualBoxInstallation.obstacle();
            return obstacle.isEmpty() ? Readiness.usable("VirtualBox " + version)
                    : Readiness.missing(obstacle, VirtualBoxInstallation.obstacleFix());
        } catch (MachineException e) {
            return Readiness.missing(e.problem(), VirtualBoxInstallation.installCommand());
        }
    }

    /** With a web service elsewhere nothing is needed here. */
    @Override
    public Readiness readiness(DriverOptions options) {
        String url = options.text(VirtualBoxOptions.URL);
        return url.isEmpty() ? readiness(options.text(VirtualBoxOptions.PROGRAMS)) : Readiness.usable("through " + url);
    }

    @Override
    public Driver open(DriverContext context) {
        return new VirtualBoxDriver(context);
    }
}
