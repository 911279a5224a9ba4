package dev.jmachine.lifecycle.driver;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.spi.DriverOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A driver's option values, checked against its options. Immutable. */
public final class CheckedDriverOptions implements DriverOptions {
    private final Map<String, List<String>> values;

    private CheckedDriverOptions(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Check the values of a specification and add the defaults.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} for an unknown option or a malformed value
     */
    public static CheckedDriverOptions of(MachineSpec spec, List<DriverOption> options) {
        Map<String, List<String>> values = new HashMap<>();
        options.forEach(option -> values.put(option.name(), option.defaults()));
        spec.driverOptions().forEach((name, given) -> {
            check(spec.driver(), options, name, given);
            values.put(name, given);
        });
        return new CheckedDriverOptions(values);
    }

    private static void check(String driver, List<DriverOption> options, String name, List<String> given) {
        DriverOption option = options.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid(name, "The driver \"" + driver + "\" has no such option."));
        option.requireValid(given);
    }

    private static MachineException invalid(String option, String problem) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the option --" + option, problem);
    }

    @Override
    public String text(String name) {
        List<String> given = list(name);
        return given.isEmpty() ? "" : given.get(0);
    }

    @Override
    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    @Override
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    @Override
    public List<String> list(String name) {
        List<String> found = values.get(name);
        if (found == null) {
            throw new IllegalArgumentException("The driver has no option \"" + name + "\"");
        }
        return found;
    }
}
