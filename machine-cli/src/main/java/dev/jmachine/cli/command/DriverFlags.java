package dev.jmachine.cli.command;

import dev.jmachine.api.DriverOption;
import dev.jmachine.cli.option.Flag;
import java.util.List;

/** Turns what a driver asks for into flags, and finds the driver that a command line names. */
public final class DriverFlags {

    /** The driver where neither flag nor environment names one. */
    public static final String DEFAULT_DRIVER = "qemu";

    private DriverFlags() {
    }

    /** Return the flag that names the driver. */
    public static Flag driverFlag(String help) {
        return Flag.text("driver", "d", DEFAULT_DRIVER, help).from("MACHINE_DRIVER");
    }

    /** Find the driver's name among words that cannot be read yet, for its flags are not known. */
    public static String driver(Session session, List<String> words) {
        String driver = session.environment().getOrDefault("MACHINE_DRIVER", "");
        for (int index = 0; index < words.size(); index++) {
            String word = words.get(index).replaceFirst("^--?(d|driver)(=|$)", "--driver$2");
            if (word.equals("--driver") && index + 1 < words.size()) {
                driver = words.get(index + 1);
            } else if (word.startsWith("--driver=")) {
                driver = word.substring("--driver=".length());
            }
        }
        return driver.isEmpty() ? DEFAULT_DRIVER : driver;
    }

    /** Return the flags that a driver's options become. */
    public static List<Flag> of(List<DriverOption> options) {
        return options.stream().map(DriverFlags::flag).toList();
    }

    private static Flag flag(DriverOption option) {
        Flag.Kind kind = switch (option.type()) {
            case TEXT -> Flag.Kind.TEXT;
            case NUMBER -> Flag.Kind.NUMBER;
            case FLAG -> Flag.Kind.SWITCH;
            case LIST -> Flag.Kind.LIST;
        };
        return new Flag(option.name(), "", kind, option.environment(), option.defaultValue(), option.help());
    }
}
