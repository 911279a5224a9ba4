package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What was asked for when a machine was made.
 *
 * @param memory memory in MB
 * @param processors number of processors
 * @param diskSize size of the disk in MB
 * @param sshUser user to log in as
 * @param frontEnd how it is shown, in VirtualBox's words
 */
record Settings(int memory, int processors, int diskSize, String sshUser, String frontEnd) {
    private static final Set<String> FRONT_ENDS = Set.of("headless", "gui", "sdl", "separate");
    private static final int SMALLEST_MEMORY = 128;
    private static final int SMALLEST_DISK = 16;

    /**
     * Read and check the options.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT}, or {@link ErrorCode#UNSUPPORTED} for one that
     *     has no meaning any more
     */
    static Settings of(DriverOptions options) {
        refuse(options, VirtualBoxOptions.BOOT2DOCKER_URL);
        refuse(options, VirtualBoxOptions.IMPORT);
        String user = options.text(VirtualBoxOptions.SSH_USER);
        require(user.matches("[a-z_][a-z0-9_-]{0,31}"), VirtualBoxOptions.SSH_USER, user,
                "It is not the name of a user.");
        String frontEnd = options.text(VirtualBoxOptions.UI_TYPE);
        require(FRONT_ENDS.contains(frontEnd), VirtualBoxOptions.UI_TYPE, frontEnd,
                "It is headless, gui, sdl or separate.");
        return new Settings(number(options, VirtualBoxOptions.MEMORY, SMALLEST_MEMORY),
                number(options, VirtualBoxOptions.CPUS, 1),
                number(options, VirtualBoxOptions.DISK_SIZE, SMALLEST_DISK), user, frontEnd);
    }

    private static void refuse(DriverOptions options, String option) {
        if (!options.text(option).isEmpty()) {
            throw new MachineException(ErrorCode.UNSUPPORTED, "Reading --" + option,
                    "boot2docker is no longer made. Machines start from cloud images: see --" + VirtualBoxOptions.IMAGE
                            + ".");
        }
    }

    private static int number(DriverOptions options, String option, int least) {
        int value = options.number(option);
        require(value >= least, option, Integer.toString(value), "The least is " + least + ".");
        return value;
    }

    /** Check a value that was given for an option. */
    static void require(boolean valid, String option, String value, String otherwise) {
        if (!valid) {
            throw new MachineException(
                    ErrorCode.INVALID_ARGUMENT, "Reading --" + option + " \"" + value + "\"", otherwise);
        }
    }

    /** Return what is to be saved, by docker-machine's names. */
    Map<String, Object> toState() {
        return new HashMap<>(Map.of("Memory", memory, "CPU", processors, "DiskSize", diskSize, "SSHUser", sshUser,
                "UIType", frontEnd));
    }
}
