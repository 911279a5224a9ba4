package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this computer has left for a guest.
 *
 * @param memory MB that programs can get without swapping; negative if not known, as on other systems than Linux
 * @param disk MB left in the file system of the machine's folder
 */
record HostResources(long memory, long disk) {
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s*(\\d+) kB$");
    private static final int MIN_DISK = 1024;
    private static final long MEGABYTE = 1024 * 1024;

    /** Look at this computer. */
    static HostResources of(Path folder) {
        try {
            Path memory = Path.of("/proc/meminfo");
            return new HostResources(
                    Files.exists(memory) ? available(Files.readString(memory)) : -1,
                    Files.getFileStore(folder).getUsableSpace() / MEGABYTE);
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Looking for free memory and disk", e.toString(), e);
        }
    }

    static long available(String meminfo) {
        Matcher matcher = AVAILABLE.matcher(meminfo);
        return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024 : -1;
    }

    /**
     * Check that a guest can run.
     *
     * @throws MachineException with {@link ErrorCode#PRECREATE_CHECK_FAILED}
     */
    void require(GuestHardware hardware) {
        if (memory >= 0 && memory < hardware.memory()) {
            throw tooLittle("memory", "The machine is to have " + hardware.memory() + " MB, and this computer has "
                    + memory + " MB available.");
        }
        if (disk < MIN_DISK) {
            throw tooLittle("disk space", "A machine needs " + MIN_DISK + " MB at least, and " + disk
                    + " MB are left where the store is.");
        }
    }

    /** Return a warning when the disks, once full, would not fit. */
    Optional<String> shortage(GuestHardware hardware) {
        long whole = hardware.diskSize() + hardware.furtherDisks().stream().mapToLong(Integer::longValue).sum();
        return disk >= whole ? Optional.empty()
                : Optional.of("The machine's disks may grow to " + whole + " MB, but only " + disk
                        + " MB are left where the store is.");
    }

    private static MachineException tooLittle(String what, String problem) {
        return new MachineException(ErrorCode.PRECREATE_CHECK_FAILED, "Looking for " + what, problem);
    }
}
