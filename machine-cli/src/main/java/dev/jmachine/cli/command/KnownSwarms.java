package dev.jmachine.cli.command;

import dev.jmachine.api.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The swarms that the store remembers its machines and clusters to be in. Nobody is asked, and none of the classes that
 * work on swarms is loaded. Immutable.
 */
public final class KnownSwarms {
    private final Map<String, SwarmMembership> memberships;
    private final Map<String, String> clusters;

    private KnownSwarms(Map<String, SwarmMembership> memberships, Map<String, String> clusters) {
        this.memberships = memberships;
        this.clusters = clusters;
    }

    /** Read what is remembered of machines, and of clusters when any of these machines is in a swarm. */
    public static KnownSwarms of(Path store, List<Machine> machines) {
        Map<String, SwarmMembership> memberships = new LinkedHashMap<>();
        machines.forEach(machine -> SwarmMembership.of(machine)
                .ifPresent(membership -> memberships.put(machine.name(), membership)));
        return new KnownSwarms(memberships, memberships.isEmpty() ? Map.of() : clusters(store));
    }

    /** Return what is remembered of a machine. */
    public Optional<SwarmMembership> of(String machine) {
        return Optional.ofNullable(memberships.get(machine));
    }

    /** Return the ids of the swarms. */
    public List<String> ids() {
        // There is none yet while a machine is on its way.
        return memberships.values().stream().map(SwarmMembership::swarm).filter(id -> !id.isEmpty()).distinct()
                .toList();
    }

    /** Return the first machine of a swarm, a manager where there is one. */
    public Optional<String> member(String swarm) {
        return managers(swarm).findFirst().or(() -> members(swarm).findFirst());
    }

    /** Return what a swarm is called: as its cluster, else as its first manager; empty when neither is known. */
    public String name(String swarm) {
        return names(swarm).stream().findFirst().orElse("");
    }

    /** Return all that a swarm can be called: as its cluster, then as any of its managers. */
    public List<String> names(String swarm) {
        Stream<String> named = clusters.entrySet().stream().filter(cluster -> cluster.getValue().equals(swarm))
                .map(Map.Entry::getKey);
        return Stream.concat(named, managers(swarm)).toList();
    }

    private Stream<String> managers(String swarm) {
        return members(swarm).filter(name -> memberships.get(name).manager());
    }

    private Stream<String> members(String swarm) {
        return memberships.keySet().stream().filter(name -> memberships.get(name).swarm().equals(swarm));
    }

    /** Return the id of the swarm that a cluster's record holds; empty when there is no such cluster. */
    public static Optional<String> ofCluster(Path store, String cluster) {
        // A name is never a path: it may have come from a command line.
        return Optional.ofNullable(clusters(store).get(cluster));
    }

    /** Return the names of the clusters of a store. */
    public static List<String> clusterNames(Path store) {
        return List.copyOf(clusters(store).keySet());
    }

    private static Map<String, String> clusters(Path store) {
        Path folder = store.resolve("clusters");
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        Map<String, String> clusters = new LinkedHashMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.sorted().forEach(cluster -> SwarmMembership.read(cluster.resolve("cluster.json")).ifPresent(
                    keys -> clusters.put(cluster.getFileName().toString(), SwarmMembership.text(keys, "SwarmId"))));
        } catch (IOException e) {
            // As with a damaged record: what cannot be read here is asked of the engines.
            return clusters;
        }
        return clusters;
    }
}
