package dev.jmachine.driver.jclouds;

import dev.jmachine.spi.DriverContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a thing that bears no tag from its first moment on: it says for which machine it was made, so that the
 * thing is found again when the answer that told its id was lost.
 *
 * @param machine the machine's name, which may be cut
 * @param machineId the machine's id
 */
public record OwnedName(String machine, String machineId) {
    private static final int LONGEST_MACHINE_NAME = 60;
    private static final Pattern FORM = Pattern.compile("jmachine-(?<machine>.+)-(?<id>[0-9a-f-]{36})");

    /** Return the name of what is made for a machine. */
    public static OwnedName of(DriverContext context) {
        String machine = context.machineName();
        return new OwnedName(machine.substring(0, Math.min(LONGEST_MACHINE_NAME, machine.length())),
                context.machineId());
    }

    /** Read a name; empty when it is not one of ours. */
    public static Optional<OwnedName> parse(String name) {
        Matcher matcher = FORM.matcher(name);
        return matcher.matches()
                ? Optional.of(new OwnedName(matcher.group("machine"), matcher.group("id"))) : Optional.empty();
    }

    /** Return the name as the provider is given it. */
    @Override
    public String toString() {
        return "jmachine-" + machine + "-" + machineId;
    }
}
