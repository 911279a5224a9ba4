package dev.jmachine.driver.virtualbox.objects;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.List;

/**
 * What differs in VirtualBox's programming interface from one version to another, as far as this driver uses it. The
 * differences are those of the section "Main API change log" of VirtualBox's SDK reference.
 */
interface ApiVersion {

    /** The kind of system that guests are: any 64-bit Linux. */
    String GUEST_SYSTEM = "Linux26_64";

    /**
     * Return the arguments of {@code IVirtualBox::createMachine}, names and values by turns.
     *
     * @param flags VirtualBox's creation flags
     */
    List<String> creation(String settingsFile, String name, String flags);

    /** Return the arguments of {@code IVirtualBox::openMachine}, names and values by turns. */
    List<String> opening(String settingsFile);

    /** Set what a Linux guest expects of its board: a clock in UTC and an I/O APIC. */
    void setBoard(Machine machine);

    /** Return why machines of this driver cannot run on the host's kind of processor; empty when they can. */
    String processorProblem(RemoteObject host);

    /**
     * Return the one for a version.
     *
     * @param version VirtualBox's version, such as {@code 7.0.20_Debian}
     * @throws MachineException with {@link ErrorCode#UNSUPPORTED} for one that is too old
     */
    static ApiVersion of(String version) {
        String[] parts = version.split("[^0-9]+");
        int number = parts.length < 2 ? 0 : Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]);
        if (number < 601) {
            throw new MachineException(ErrorCode.UNSUPPORTED, "Looking at VirtualBox's version",
                    "It is " + version + ", and 6.1 is the oldest that can be used.");
        }
        if (number < 700) {
            return new Api61();
        }
        return number < 701 ? new Api70() : new Api71();
    }
}
