package dev.jmachine.spi;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverDescription;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineImages;
import dev.jmachine.api.Readiness;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Describes a driver and opens it; found by {@link java.util.ServiceLoader}.
 *
 * <p>Implementations are stateless and thread-safe, have a public constructor without arguments, and do no I/O but in
 * {@link #readiness(DriverOptions)}.
 */
public interface DriverFactory {

    /** Return the driver's name: lower-case letters, digits and dashes. Unique among the installed drivers. */
    String name();

    /** Return one line that tells the user what the driver makes. */
    String summary();

    /** Return the driver's options. Their names begin with the driver's name and a dash, but for historic ones. */
    List<DriverOption> options();

    /** Return what the driver can do beyond the minimum. */
    Set<Capability> capabilities();

    /**
     * Look whether the driver can work on this computer: programs, devices, rights. Takes at most a few seconds, makes
     * no network connection, and throws nothing for what it finds wrong.
     */
    Readiness readiness();

    /**
     * Look whether the driver can work on this computer as the options say; otherwise as {@link #readiness()}. Differs
     * from that where options have the driver work through another computer.
     */
    default Readiness readiness(DriverOptions options) {
        return readiness();
    }

    /** Open the driver for one machine. Does no I/O. */
    Driver open(DriverContext context);

    /**
     * Open the images that this driver makes machines from. Offered by drivers with {@link Capability#IMAGES}. Does no
     * I/O.
     */
    default Optional<MachineImages> images(ImageContext context) {
        return Optional.empty();
    }

    /** Return all that the driver says of itself. */
    default DriverDescription description() {
        return new DriverDescription(name(), summary(), options(), capabilities());
    }
}
