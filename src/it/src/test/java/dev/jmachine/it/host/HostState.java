package dev.jmachine.it.host;

import java.util.ArrayList;
import java.util.List;

/**
 * What the owner of a host would miss if it were changed, line by line: its name; kind, mode, owner and content of all
 * below {@code /etc}; what bears our name anywhere; and the ports that are listened to.
 *
 * @param lines the lines
 */
public record HostState(List<String> lines) {
    private static final String LOOK = """
            hostname
            find /etc -printf '%p %y %m %u %g %l\\n'
            find /etc -type f -not -name '*-' -exec sha256sum {} +
            find / -xdev -name '*jmachine*' -not -path '/proc/*'
            ss -Htln | awk '{ print "listens", $4 }'
            """;

    /** Returns the state of a host now. */
    public static HostState of(DebianHost host) {
        return new HostState(host.run("{ " + LOOK + "} | sort -u").lines().toList());
    }

    /** Returns the lines that only one of two states has, marked by a sign. */
    public List<String> changesSince(HostState before) {
        List<String> changes = new ArrayList<>();
        before.lines.stream().filter(line -> !lines.contains(line)).forEach(line -> changes.add("- " + line));
        lines.stream().filter(line -> !before.lines.contains(line)).forEach(line -> changes.add("+ " + line));
        return changes;
    }
}
