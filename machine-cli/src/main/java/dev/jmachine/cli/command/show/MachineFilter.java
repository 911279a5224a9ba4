package dev.jmachine.cli.command.show;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.cli.command.KnownSwarms;
import dev.jmachine.cli.option.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The conditions of {@code ls --filter}: those of one key are alternatives, those of different keys must all hold. */
final class MachineFilter {
    private static final List<String> KEYS = List.of("swarm", "driver", "state", "name", "label");

    private final Map<String, List<String>> conditions = new LinkedHashMap<>();

    /**
     * Read conditions of the form {@code key=value}.
     *
     * @throws UsageException if one is malformed
     */
    MachineFilter(List<String> texts) {
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new UsageException("Unsupported filter syntax");
            }
            String key = text.substring(0, equals).toLowerCase(Locale.ROOT);
            if (!KEYS.contains(key)) {
                throw new UsageException("Unsupported filter key '" + key + "'");
            }
            conditions.computeIfAbsent(key, any -> new ArrayList<>()).add(text.substring(equals + 1));
        }
        patterns();
    }

    /** Return whether the state must be known to decide. */
    boolean needsState() {
        return conditions.containsKey("state");
    }

    /** Return whether the state is one of those wanted. */
    boolean matches(MachineState state) {
        return holds("state", state.displayName());
    }

    /**
     * Return the machines whose records match.
     *
     * @param known the swarms that the store remembers
     */
    List<Machine> matching(List<Machine> machines, KnownSwarms known) {
        SwarmColumn swarms = SwarmColumn.ofMachines(conditions.containsKey("swarm") ? machines : List.of(), known);
        return machines.stream().filter(machine -> matches(machine, swarms)).toList();
    }

    private boolean matches(Machine machine, SwarmColumn swarms) {
        try {
            return matchesName(machine.name())
                    && (!conditions.containsKey("driver") || holds("driver", machine.driverName()))
                    && (!conditions.containsKey("label") || matchesLabel(machine))
                    && (!conditions.containsKey("swarm")
                            || swarms.names(machine).stream().anyMatch(name -> holds("swarm", name)));
        } catch (MachineException e) {
            // A damaged record has neither driver nor labels.
            return false;
        }
    }

    private boolean holds(String key, String value) {
        List<String> wanted = conditions.get(key);
        return wanted == null || wanted.stream().anyMatch(value::equalsIgnoreCase);
    }

    private boolean matchesName(String name) {
        List<Pattern> patterns = patterns();
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matcher(name).find());
    }

    private List<Pattern> patterns() {
        try {
            return conditions.getOrDefault("name", List.of()).stream().map(Pattern::compile).toList();
        } catch (PatternSyntaxException e) {
            throw new UsageException("error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`");
        }
    }

    private boolean matchesLabel(Machine machine) {
        return machine.spec().engine().labels().stream().anyMatch(label ->
                conditions.get("label").stream().anyMatch(wanted -> sameLabel(label, wanted)));
    }

    /** Compare keys as they are, values without regard to case. */
    private static boolean sameLabel(String label, String wanted) {
        int equals = label.indexOf('=');
        return equals > 0 && wanted.startsWith(label.substring(0, equals + 1))
                && label.substring(equals).equalsIgnoreCase(wanted.substring(equals));
    }
}
