package dev.jmachine.hypervisor.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image of ours, as its name tells: {@code debian-13}, {@code debian-13-engine}.
 *
 * @param release the release of Debian
 * @param engine whether Docker Engine is inside
 * @param cloud whether it is made like a distribution's own cloud image, which serves to test those
 */
record DebianImage(String release, boolean engine, boolean cloud) {
    /** Measured under emulation: Debian 13 takes a quarter longer to boot than 12, and is supported years longer. */
    static final String DEFAULT_RELEASE = "13";
    private static final Pattern NAME = Pattern.compile("debian-(12|13)(-engine)?(-cloud)?");

    /** Return the image that a name means, if it is one of ours. */
    static Optional<DebianImage> named(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new DebianImage(matcher.group(1), matcher.group(2) != null, matcher.group(3) != null))
                : Optional.empty();
    }

    String name() {
        return "debian-" + release + (engine ? "-engine" : "") + (cloud ? "-cloud" : "");
    }

    /** Return the arguments that tell the recipe what to make. */
    List<String> recipeArguments() {
        List<String> arguments = new ArrayList<>(List.of("--release", release));
        if (engine) {
            arguments.add("--engine");
        }
        if (cloud) {
            arguments.add("--cloud");
        }
        return arguments;
    }
}
