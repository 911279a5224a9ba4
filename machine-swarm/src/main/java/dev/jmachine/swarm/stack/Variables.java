package dev.jmachine.swarm.stack;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables for substitution in Compose files. Docker's own tools substitute; here it is only found out which variables
 * they need and which files are meant.
 *
 * <p>Source of the forms: "Interpolation" in the Compose Specification. Immutable.
 *
 * @param values the values by their names
 */
record Variables(Map<String, String> values) {
    private static final Pattern NAMED = Pattern.compile("\\$\\$|\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern FORM = Pattern.compile("\\$\\$|\\$([A-Za-z_][A-Za-z0-9_]*)"
            + "|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])((?:[^{}$]|\\$\\{[^{}]*\\}|\\$\\$|\\$[A-Za-z_])*))?\\}");

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

    /** Return a text with the variables replaced; one without a value is as good as empty. */
    String substitute(String text) {
        return FORM.matcher(text).replaceAll(form -> Matcher.quoteReplacement(value(form)));
    }

    private String value(MatchResult form) {
        if (form.group(2) == null) {
            return form.group(1) == null ? "$" : values.getOrDefault(form.group(1), "");
        }
        String value = values.get(form.group(2));
        String condition = form.group(3) == null ? "" : form.group(3);
        boolean usable = value != null && !(condition.startsWith(":") && value.isEmpty());
        if (condition.endsWith("+")) {
            return usable ? substitute(form.group(4)) : "";
        }
        return usable ? value : condition.endsWith("-") ? substitute(form.group(4)) : "";
    }
}
