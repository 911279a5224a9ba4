package dev.jmachine.it.cluster;

import dev.jmachine.it.host.DebianHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes cluster files whose machines are hosts of a test. Not thread-safe. */
final class ClusterText {
    private final Map<String, DebianHost> managers = new LinkedHashMap<>();
    private final Map<String, DebianHost> workers = new LinkedHashMap<>();
    private String workerLabel = "";
    private String engine = "";
    private String rest = "";

    ClusterText manager(String name, DebianHost host) {
        managers.put(name, host);
        return this;
    }

    ClusterText worker(String name, DebianHost host) {
        workers.put(name, host);
        return this;
    }

    /** Have all workers bear a label. */
    ClusterText label(String key, String value) {
        workerLabel = "    labels: {" + key + ": " + value + "}\n";
        return this;
    }

    /** Have the engines of all workers be of a version and run with an option. */
    ClusterText engine(String version, String option, String value) {
        engine = "    engine: {version: \"" + version + "\", options: {" + option + ": \"" + value + "\"}}\n";
        return this;
    }

    /** Add sections at the end. */
    ClusterText with(String sections) {
        rest = sections;
        return this;
    }

    /** Write it, and return where. */
    Path in(Path folder) {
        String text = "version: 1\nname: trio\ndefaults:\n  driver: generic\n  options: {generic-ssh-user: root}\n"
                + "groups:\n  manager:\n    role: manager\n" + machines(managers)
                + (workers.isEmpty() ? "" : "  worker:\n    role: worker\n" + workerLabel + engine
                        + machines(workers)) + rest;
        try {
            return Files.writeString(folder.resolve("cluster.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String machines(Map<String, DebianHost> hosts) {
        StringBuilder text = new StringBuilder("    machines:\n");
        hosts.forEach((name, host) -> text.append("      - name: ").append(name).append("\n        options:\n")
                .append("          generic-ip-address: \"").append(host.address()).append("\"\n")
                .append("          generic-ssh-key: \"").append(host.key()).append("\"\n"));
        return text.toString();
    }
}
