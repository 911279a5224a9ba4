package dev.jmachine.swarm.cluster.file;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms that texts of a cluster file have; the schema has the same patterns. */
enum Form {
    /** Names of clusters, groups and machines: parts of host names. */
    HOST_NAME("[a-zA-Z0-9][a-zA-Z0-9.-]*", "a name of letters, digits, dots and dashes"),
    /** Names of what is in a swarm. */
    OBJECT_NAME("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}",
            "a name of at most 63 letters, digits, dots, dashes and underscores"),
    /** Names of images, with a tag or without. */
    IMAGE("[a-z0-9][a-zA-Z0-9_.:/-]*", "the name of an image, such as hello:1"),
    /** Names of environment variables. */
    VARIABLE("[A-Za-z_][A-Za-z0-9_]*", "the name of a variable"),
    /** Flags of the engine, without dashes before them. */
    ENGINE_FLAG("[a-z][a-z0-9-]+", "an option of the engine, without dashes before it"),
    /** Lengths of time. */
    DURATION("(?=.)([0-9]{1,6}d)?([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?", "a length of time, such as 10m or 1h30m"),
    /** Networks, in CIDR form. */
    NETWORK("(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}/(3[0-2]|[12]?[0-9])",
            "a network, such as 10.20.0.0/16");

    private final Pattern pattern;
    private final String description;

    Form(String pattern, String description) {
        this.pattern = Pattern.compile(pattern);
        this.description = description;
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    /** Return its regular expression, for whole texts. */
    String pattern() {
        return pattern.pattern();
    }

    /** Return what a text of this form is. */
    String description() {
        return description;
    }

    /** Return the length of time that a text of form {@link #DURATION} says. */
    static Duration duration(String text) {
        Matcher part = Pattern.compile("([0-9]+)([dhms])").matcher(text);
        Duration total = Duration.ZERO;
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            total = total.plus(switch (part.group(2)) {
                case "d" -> Duration.ofDays(count);
                case "h" -> Duration.ofHours(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofSeconds(count);
            });
        }
        return total;
    }
}
