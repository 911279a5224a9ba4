package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.util.List;
import java.util.Map;

/**
 * What a guest is made of.
 *
 * @param memory MB
 * @param cpus number of processors
 * @param diskSize size of the first disk in MB
 * @param furtherDisks sizes of the other disks in MB
 */
record GuestHardware(int memory, int cpus, int diskSize, List<Integer> furtherDisks) {
    private static final int MIN_MEMORY = 256;
    private static final int MAX_CPUS = 255;

    GuestHardware {
        furtherDisks = List.copyOf(furtherDisks);
    }

    /** Read and check the options. */
    static GuestHardware of(DriverOptions options) {
        GuestHardware hardware = new GuestHardware(
                options.number(QemuOptions.MEMORY),
                options.number(QemuOptions.CPUS),
                options.number(QemuOptions.DISK_SIZE),
                options.list(QemuOptions.DISK).stream().map(GuestHardware::diskSize).toList());
        require(hardware.memory >= MIN_MEMORY, QemuOptions.MEMORY, hardware.memory,
                "A guest needs " + MIN_MEMORY + " MB at least.");
        require(hardware.cpus >= 1 && hardware.cpus <= MAX_CPUS, QemuOptions.CPUS, hardware.cpus,
                "The number of processors is from 1 to " + MAX_CPUS + ".");
        require(hardware.diskSize >= 1, QemuOptions.DISK_SIZE, hardware.diskSize, "The size is in MB.");
        return hardware;
    }

    /** Read what was saved. */
    static GuestHardware of(DriverState state) {
        return new GuestHardware(
                (int) state.number("Memory", 0),
                (int) state.number("CPU", 0),
                (int) state.number("DiskSize", 0),
                state.list("Disks").stream().map(Integer::valueOf).toList());
    }

    /** Return what is to be saved. */
    Map<String, Object> toState() {
        return Map.of("Memory", memory, "CPU", cpus, "DiskSize", diskSize,
                "Disks", furtherDisks.stream().map(String::valueOf).toList());
    }

    private static int diskSize(String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw invalid(QemuOptions.DISK, text, "The size is a number of MB.");
        }
        return Integer.parseInt(text);
    }

    private static void require(boolean holds, String option, Object value, String problem) {
        if (!holds) {
            throw invalid(option, value, problem);
        }
    }

    private static MachineException invalid(String option, Object value, String problem) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading --" + option + " \"" + value + "\"", problem);
    }
}
