package dev.jmachine.swarm.mode;

import dev.jmachine.api.Machine;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * What an engine says of itself as a node, in {@code /info}.
 *
 * @param state {@code inactive}, {@code pending}, {@code active}, {@code error} or {@code locked}
 * @param node its node's id; empty when it is no node
 * @param cluster the swarm's id, which only managers with a leader know
 * @param control whether it is a manager
 * @param error what is wrong, such as that there is no leader
 * @param hostname the host's name
 * @param managers ids of the managers' nodes
 * @param managerAddresses where those are
 */
record LocalNode(
        String state,
        String node,
        String cluster,
        boolean control,
        String error,
        String hostname,
        List<String> managers,
        List<String> managerAddresses) {

    /** How long an engine may take. A manager without a leader needs 20 s to say so. */
    static final Duration TIMEOUT = Duration.ofSeconds(40);

    /** Return the API of a machine's engine. */
    static EngineClient engine(Machine machine) {
        return new EngineClient(machine.reachableUrl(), machine.folder());
    }

    /** Ask a machine's engine. */
    static LocalNode of(Machine machine, Duration timeout) {
        JsonObject info = engine(machine).get("/info", timeout).object();
        JsonObject swarm = info.object("Swarm");
        List<JsonObject> remotes = swarm.objects("RemoteManagers");
        return new LocalNode(
                swarm.text("LocalNodeState"), swarm.text("NodeID"), swarm.object("Cluster").text("ID"),
                swarm.flag("ControlAvailable"), swarm.text("Error"), info.text("Name"),
                remotes.stream().map(remote -> remote.text("NodeID")).toList(),
                remotes.stream().map(remote -> remote.text("Addr")).toList());
    }

    boolean inactive() {
        return state.isEmpty() || state.equals("inactive");
    }

    boolean active() {
        return state.equals("active");
    }

    boolean locked() {
        return state.equals("locked");
    }

    /** Return whether it is a manager that has a leader, and can so be asked for and told everything. */
    boolean inCharge() {
        return active() && control && !cluster.isEmpty();
    }
}
