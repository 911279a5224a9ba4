package dev.jmachine.driver.virtualbox;

import dev.jmachine.hypervisor.program.Platform;
import dev.jmachine.spi.DriverOptions;
import java.util.List;

/**
 * A folder of the host that the guest may see.
 *
 * @param name the name by which it mounts it
 * @param folder the folder
 */
record Share(String name, String folder) {

    /** Return the folders that the options say; none on a host elsewhere unless one is named. */
    static List<Share> of(DriverOptions options, boolean local) {
        String given = options.text(VirtualBoxOptions.SHARE_FOLDER);
        if (options.flag(VirtualBoxOptions.NO_SHARE)) {
            return List.of();
        }
        if (given.isEmpty()) {
            return local ? homes() : List.of();
        }
        int colon = given.lastIndexOf(':');
        Settings.require(colon > 1 && colon < given.length() - 1, VirtualBoxOptions.SHARE_FOLDER, given,
                "The form is FOLDER:NAME.");
        return List.of(new Share(given.substring(colon + 1), given.substring(0, colon)));
    }

    /** docker-machine's names and folders. */
    private static List<Share> homes() {
        return switch (Platform.current()) {
            case LINUX -> List.of(new Share("hosthome", "/home"));
            case MACOS -> List.of(new Share("Users", "/Users"));
            case WINDOWS -> List.of(new Share("c/Users", "C:\\Users"));
        };
    }
}
