package dev.jmachine.swarm.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code docker stack deploy} has said, told apart: what the user should know, and why it refused.
 *
 * @param notices what the user should know, a sentence each
 * @param reasons lines that tell why it refused
 */
record StackVerdict(List<String> notices, List<String> reasons) {
    private static final Pattern DONE =
            Pattern.compile("(Creating|Updating|Removing) (service|network|config|secret) .*");
    private static final Pattern UNSUPPORTED = Pattern.compile("Ignoring unsupported options: (.*)");
    private static final Pattern DEPRECATED_HEAD = Pattern.compile("Ignoring deprecated options:");
    private static final Pattern PROPERTY = Pattern.compile("([a-z_]+): [A-Z].*");
    private static final Pattern DIGEST =
            Pattern.compile("image (\\S+) could not be accessed on a registry to record.*");
    private static final Pattern CONTINUED =
            Pattern.compile("(its digest\\. Each node|possibly leading to different|versions of the image).*");
    private static final Pattern NO_VERSION = Pattern.compile("unsupported Compose file version: 1\\.0");

    /** Copy the lists. */
    StackVerdict {
        notices = List.copyOf(notices);
        reasons = List.copyOf(reasons);
    }

    /** Tell apart what it wrote. */
    static StackVerdict of(String text) {
        List<String> notices = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        boolean deprecated = false;
        for (String line : text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
            Matcher unsupported = UNSUPPORTED.matcher(line);
            Matcher digest = DIGEST.matcher(line);
            if (unsupported.matches()) {
                notices.add("A swarm has no use for these keys of the Compose files, they are ignored: "
                        + unsupported.group(1) + ".");
            } else if (digest.matches()) {
                notices.add("No registry tells the digest of " + digest.group(1)
                        + ": each node takes what it has, or finds, under that name.");
            } else if (DEPRECATED_HEAD.matcher(line).matches()) {
                deprecated = true;
            } else if (deprecated && PROPERTY.matcher(line).matches()) {
                notices.add("Ignored: " + line);
            } else if (!DONE.matcher(line).matches() && !CONTINUED.matcher(line).matches()) {
                reasons.add(line);
                deprecated = false;
            }
        }
        return new StackVerdict(notices, reasons);
    }

    /** Return in one sentence or more why it refused. */
    String refusal(int status) {
        if (reasons.stream().anyMatch(line -> NO_VERSION.matcher(line).matches())) {
            return "The Docker of the manager is of an age that needs a version in Compose files: begin them with "
                    + "version: \"3.8\".";
        }
        return reasons.isEmpty() ? "docker stack deploy ended with status " + status + " and said nothing."
                : "Docker refuses it: " + String.join("\n  ", reasons);
    }
}
