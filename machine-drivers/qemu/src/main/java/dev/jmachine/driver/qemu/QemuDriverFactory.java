package dev.jmachine.driver.qemu;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineImages;
import dev.jmachine.api.Readiness;
import dev.jmachine.hypervisor.image.CatalogImages;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.spi.ImageContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens the driver of virtual machines under QEMU. */
public final class QemuDriverFactory implements DriverFactory {

    @Override
    public String name() {
        return "qemu";
    }

    @Override
    public String summary() {
        return "Virtual machines on this computer under QEMU, without root";
    }

    @Override
    public List<DriverOption> options() {
        return QemuOptions.all();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER, Capability.PEER_NETWORK, Capability.FIND_OWNED, Capability.IMAGES);
    }

    @Override
    public Readiness readiness() {
        try {
            String version = QemuInstallation.find("").version();
            AcceleratorChoice outlook = HostVirtualization.ofThisComputer().outlook();
            return Readiness.usable("QEMU " + version + ", " + outlook);
        } catch (MachineException e) {
            return Readiness.missing(e.problem(), QemuInstallation.installCommand());
        }
    }

    @Override
    public Driver open(DriverContext context) {
        // What the processor shows is read at the first need.
        return new QemuDriver(context, HostVirtualization::ofThisComputer);
    }

    @Override
    public Optional<MachineImages> images(ImageContext context) {
        return Optional.of(new CatalogImages(context));
    }
}
