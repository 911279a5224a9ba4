package dev.jmachine.cli.command;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The flags that say how a machine is to be enrolled in a swarm.
 *
 * @param prefix what their names begin with, such as {@code swarm-}
 */
public record SwarmFlags(String prefix) {

    /** Return those for any node. */
    public List<Flag> node() {
        return List.of(
                Flag.text(prefix + "advertise-addr",
                        "Address or interface at which the other nodes reach this one, chosen when not given"),
                Flag.text(prefix + "data-path-addr",
                        "Address or interface for the traffic of containers, the advertised one when not given"),
                Flag.text(prefix + "availability", "", "active",
                        "Whether containers are put on it: active, pause, drain"),
                Flag.list(prefix + "label", "Label of the node, as key=value"));
    }

    /** Return the one for the first node of a swarm. */
    public Flag autolock() {
        return Flag.on(prefix + "autolock", "Have managers ask for a key after a restart");
    }

    /** Return a wish completed by the flags given. */
    public SwarmSpec complete(SwarmSpec wish, Arguments arguments) {
        return wish.withAddresses(arguments.text(prefix + "advertise-addr"), arguments.text(prefix + "data-path-addr"))
                .withAvailability(availability(arguments.text(prefix + "availability")))
                .withLabels(labels(arguments.list(prefix + "label")))
                .withAutolock(wish.join().isEmpty() && arguments.on(prefix + "autolock"));
    }

    private SwarmSpec.Availability availability(String text) {
        return switch (text) {
            case "active", "pause", "drain" -> SwarmSpec.Availability.valueOf(text.toUpperCase(Locale.ROOT));
            default -> throw new UsageException("invalid value \"" + text + "\" for flag -" + prefix
                    + "availability: active, pause or drain");
        };
    }

    private Map<String, String> labels(List<String> texts) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UsageException(
                        "invalid value \"" + text + "\" for flag -" + prefix + "label: it is not key=value");
            }
            labels.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return labels;
    }
}
