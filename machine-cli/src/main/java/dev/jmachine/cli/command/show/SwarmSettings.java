package dev.jmachine.cli.command.show;

import dev.jmachine.api.Machine;
import java.util.Map;

/**
 * What a machine made by docker-machine says of classic Swarm.
 *
 * @param master whether it is a master
 * @param discovery the discovery URL; empty when it belongs to no swarm
 * @param host where the master listens, such as {@code tcp://0.0.0.0:3376}
 * @param all all of it, as in the configuration
 */
record SwarmSettings(boolean master, String discovery, String host, Map<String, Object> all) {
    private static final SwarmSettings NONE = new SwarmSettings(false, "", "", Map.of());

    /** Read a machine's settings. */
    static SwarmSettings of(Machine machine) {
        String text = machine.configuration();
        if (!mayHaveSwarm(text)) {
            return NONE;
        }
        Map<String, Object> options = Configuration.of(text).object("HostOptions", "SwarmOptions");
        return new SwarmSettings(Boolean.TRUE.equals(options.get("Master")), text(options, "Discovery"),
                text(options, "Host"), options);
    }

    private static String text(Map<String, Object> options, String key) {
        return options.get(key) instanceof String text ? text : "";
    }

    /** Look for a discovery URL before the text is read as JSON, which {@code ls} would do for each machine. */
    private static boolean mayHaveSwarm(String text) {
        int key = text.indexOf("\"SwarmOptions\"");
        int discovery = key < 0 ? -1 : text.indexOf("\"Discovery\"", key);
        if (discovery < 0) {
            return false;
        }
        int value = text.indexOf('"', discovery + "\"Discovery\"".length());
        return value > 0 && value + 1 < text.length() && text.charAt(value + 1) != '"';
    }

    /** Return the address of the swarm, from the address of the machine's engine. */
    String url(String engineUrl) {
        return engineUrl.substring(0, engineUrl.lastIndexOf(':')) + host.substring(host.lastIndexOf(':'));
    }
}
