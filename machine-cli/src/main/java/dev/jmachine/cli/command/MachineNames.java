package dev.jmachine.cli.command;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Failures;
import java.util.ArrayList;
import java.util.List;

/** Finds the machines that a command line names; where it names none, the one called {@code default}. */
public final class MachineNames {
    private static final String DEFAULT = "default";

    private MachineNames() {
    }

    /**
     * Return the one machine named.
     *
     * @throws UsageException if more are named, or none and there is no default
     */
    public static Machine one(Session session, Arguments arguments) {
        if (arguments.words().size() > 1) {
            throw new UsageException("Error: Expected one machine name as an argument");
        }
        return session.machines().get(namesOrDefault(session, arguments.words()).get(0));
    }

    /**
     * Return the machines named, in that order, each once.
     *
     * @throws UsageException if none is named and there is no default
     * @throws Failures if some are not in the store; nothing has been done to the others then
     */
    public static List<Machine> several(Session session, Arguments arguments) {
        return several(session, arguments.words());
    }

    /** Return the machines of these names, as {@link #several(Session, Arguments)} does. */
    public static List<Machine> several(Session session, List<String> words) {
        List<Machine> machines = new ArrayList<>();
        List<MachineException> missing = new ArrayList<>();
        for (String name : namesOrDefault(session, words).stream().distinct().toList()) {
            try {
                machines.add(session.machines().get(name));
            } catch (MachineException e) {
                missing.add(e.at(name, null, null));
            }
        }
        if (!missing.isEmpty()) {
            throw new Failures(missing);
        }
        return machines;
    }

    private static List<String> namesOrDefault(Session session, List<String> names) {
        if (!names.isEmpty()) {
            return names;
        }
        if (!session.machines().exists(DEFAULT)) {
            throw new UsageException("Error: No machine name(s) specified and no \"" + DEFAULT + "\" machine exists");
        }
        return List.of(DEFAULT);
    }
}
