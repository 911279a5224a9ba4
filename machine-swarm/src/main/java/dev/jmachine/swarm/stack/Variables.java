package dev.jmachine.swarm.stack;

import dev.jmachine.swarm.variable.Substitution;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables for substitution in Compose files. Docker's own tools substitute; here it is only found out which variables
 * they need and which files are meant. Immutable.
 *
 * @param values the values by their names
 */
record Variables(Map<String, String> values) {
    private static final Pattern NAMED = Pattern.compile("\\$\\$|\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");

    /** Copy the values. */
    Variables {
        values = Map.copyOf(values);
    }

    /** Return the names of all variables that a text names, whether or not there are values for them. */
    static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAMED.matcher(text);
        while (matcher.find()) {
            Optional.ofNullable(matcher.group(1)).ifPresent(names::add);
        }
        return names;
    }

    /** Return a text with the variables replaced; a malformed one as it is, for Docker's own tools to complain of. */
    String substitute(String text) {
        try {
            return Substitution.lenient(values).apply(text);
        } catch (Substitution.Failure e) {
            return text;
        }
    }
}
