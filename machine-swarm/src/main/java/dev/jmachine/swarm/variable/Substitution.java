package dev.jmachine.swarm.variable;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts environment variables in the place of their names, as Compose files have it: {@code $NAME}, {@code ${NAME}},
 * {@code ${NAME:-default}}, {@code ${NAME:?message}}, {@code ${NAME:+replacement}}, the same without the colon, and
 * {@code $$} for a dollar. Where there is no default, a variable that is not set is as good as empty to a lenient one, as
 * it is there, and an error to a strict one.
 *
 * <p>Source: "Interpolation" in the Compose Specification. Immutable.
 */
public final class Substitution {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern CONDITION = Pattern.compile(":?[-?+]");
    private static final int DEEPEST = 16;

    private final Map<String, String> environment;
    private final boolean strict;

    private Substitution(Map<String, String> environment, boolean strict) {
        this.environment = Map.copyOf(environment);
        this.strict = strict;
    }

    /** Return a substitution to which a variable that is not set is an error. */
    public static Substitution strict(Map<String, String> environment) {
        return new Substitution(environment, true);
    }

    /** Return a substitution to which a variable that is not set is empty. */
    public static Substitution lenient(Map<String, String> environment) {
        return new Substitution(environment, false);
    }

    /** Tells why a text cannot be completed; its message holds no values. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        Failure(String message) {
            super(message);
        }
    }

    /** Return whether a text has anything to be substituted. */
    public static boolean concerns(String text) {
        return text.indexOf('$') >= 0;
    }

    /** Return whether a variable is set. */
    public boolean knows(String variable) {
        return environment.containsKey(variable);
    }

    /**
     * Return the text with all its variables replaced.
     *
     * @throws Failure if the text is malformed or, to a strict one, a variable is not set
     */
    public String apply(String text) throws Failure {
        return apply(text, 0);
    }

    private String apply(String text, int depth) throws Failure {
        if (depth > DEEPEST) {
            throw new Failure("defaults of variables are nested too deep");
        }
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != '$') {
                result.append(text.charAt(at++));
            } else if (text.startsWith("$$", at)) {
                result.append('$');
                at += 2;
            } else if (text.startsWith("${", at)) {
                int end = closingBrace(text, at);
                result.append(braced(text.substring(at + 2, end), depth));
                at = end + 1;
            } else {
                String name = nameAt(text, at + 1);
                result.append(value(name));
                at += 1 + name.length();
            }
        }
        return result.toString();
    }

    private static int closingBrace(String text, int start) throws Failure {
        int open = 0;
        for (int at = start; at < text.length(); at++) {
            if (text.startsWith("${", at)) {
                open++;
            } else if (text.charAt(at) == '}' && --open == 0) {
                return at;
            }
        }
        throw new Failure("\"${\" without \"}\"");
    }

    private static String nameAt(String text, int start) throws Failure {
        Matcher name = NAME.matcher(text).region(start, text.length());
        if (!name.lookingAt()) {
            throw new Failure("\"$\" is not followed by a variable's name; write \"$$\" for a dollar");
        }
        return name.group();
    }

    private String value(String name) throws Failure {
        String value = environment.get(name);
        return value == null ? missing(name, "") : value;
    }

    private String braced(String inside, int depth) throws Failure {
        String name = nameAt(inside, 0);
        String rest = inside.substring(name.length());
        if (rest.isEmpty()) {
            return value(name);
        }
        Matcher condition = CONDITION.matcher(rest);
        if (!condition.lookingAt()) {
            throw new Failure("\"${" + inside + "}\" has no form that is known, such as ${NAME:-default}");
        }
        String value = environment.get(name);
        boolean usable = value != null && !(condition.group().startsWith(":") && value.isEmpty());
        String word = rest.substring(condition.end());
        return switch (rest.charAt(condition.end() - 1)) {
            case '-' -> usable ? value : apply(word, depth + 1);
            case '+' -> usable ? apply(word, depth + 1) : "";
            default -> usable ? value : missing(name, apply(word, depth + 1));
        };
    }

    private String missing(String name, String message) throws Failure {
        if (strict) {
            throw new Failure("the variable " + name + " is not set" + (message.isEmpty() ? "" : ": " + message));
        }
        return "";
    }
}
