package dev.jmachine.cli;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.swarm.mode.JoinTokens;
import dev.jmachine.swarm.mode.SwarmNode;
import dev.jmachine.swarm.mode.SwarmStatus;
import dev.jmachine.swarm.mode.SwarmSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Swarms in memory that remember what was asked of them. */
public final class FakeSwarms implements SwarmActions {
    private final List<String> log = new ArrayList<>();
    final Map<String, SwarmSpec> wishes = new ConcurrentHashMap<>();
    /** What any change of a machine of this name throws. */
    final Map<String, MachineException> failures = new ConcurrentHashMap<>();
    final List<SwarmNode> nodes = new ArrayList<>();
    final List<SwarmSummary> summaries = new ArrayList<>();
    List<String> problems = List.of();
    List<String> lost = List.of();
    /** The key that locked managers ask for; empty when they ask for none. */
    String key = "";
    /** Whether the store has the key. */
    boolean keyKept = true;
    String manager = "";

    private synchronized void log(String machine, String entry) {
        log.add(entry);
        if (failures.containsKey(machine)) {
            throw failures.get(machine);
        }
    }

    synchronized List<String> log() {
        return List.copyOf(log);
    }

    static SwarmNode node(String id, String name, SwarmSpec.Role role) {
        boolean manager = role == SwarmSpec.Role.MANAGER;
        return new SwarmNode(id, "host-" + name, Optional.of(name), role, SwarmSpec.Availability.ACTIVE, "ready", "",
                "192.0.2.1", manager ? "reachable" : "", manager, "26.1.5", Map.of("storage", "ssd"));
    }

    @Override
    public void init(String machine, SwarmSpec wish) {
        wishes.put(machine, wish);
        log(machine, "init " + machine);
    }

    @Override
    public void join(String machine, SwarmSpec wish) {
        wishes.put(machine, wish);
        log(machine, "join " + machine);
    }

    @Override
    public void leave(String machine, boolean force) {
        log(machine, "leave " + machine + (force ? " force" : ""));
    }

    @Override
    public void forget(String member, String nodeId, boolean force) {
        log(member, "forget " + nodeId + " in " + member + (force ? " force" : ""));
    }

    @Override
    public void role(String machine, SwarmSpec.Role role, boolean force) {
        log(machine, "role " + machine + " " + role + (force ? " force" : ""));
    }

    @Override
    public void availability(String machine, SwarmSpec.Availability availability) {
        log(machine, "availability " + machine + " " + availability);
    }

    @Override
    public void label(String machine, Map<String, String> set, Set<String> remove) {
        log(machine, "label " + machine + " " + new TreeMap<>(set) + " " + remove);
    }

    @Override
    public List<SwarmNode> nodes(String member) {
        log(member, "nodes " + member);
        return nodes;
    }

    @Override
    public SwarmStatus status(String member) {
        log(member, "status " + member);
        return new SwarmStatus("swarm1", nodes, !key.isEmpty(), Instant.EPOCH, problems);
    }

    @Override
    public String manager(String member) {
        log(member, "manager " + member);
        return manager;
    }

    @Override
    public String managerOfSwarm(String id) {
        log(id, "managerOfSwarm " + id);
        return manager;
    }

    @Override
    public JoinTokens tokens(String member) {
        log(member, "tokens " + member);
        return new JoinTokens("SWMTKN-w", "SWMTKN-m");
    }

    @Override
    public void rotateToken(String member, SwarmSpec.Role role) {
        log(member, "rotateToken " + member + " " + role);
    }

    @Override
    public void rotateAuthority(String member) {
        log(member, "rotateAuthority " + member);
    }

    @Override
    public void autolock(String member, boolean on) {
        log(member, "autolock " + member + " " + on);
        key = on ? "SWMKEY-1" : "";
    }

    @Override
    public String unlockKey(String member) {
        return key;
    }

    @Override
    public String rotateUnlockKey(String member) {
        log(member, "rotateUnlockKey " + member);
        key = "SWMKEY-2";
        return key;
    }

    @Override
    public void unlock(String machine, String given) {
        log(machine, "unlock " + machine + " " + given);
        if (!given.equals(key) && !(given.isEmpty() && keyKept)) {
            throw new MachineException(ErrorCode.SWARM_LOCKED, "Unlocking", "The key does not fit.");
        }
    }

    @Override
    public void backup(String member, Path file, boolean force) {
        log(member, "backup " + member + " " + file + (force ? " force" : ""));
    }

    @Override
    public void restore(String machine, Path backup) {
        log(machine, "restore " + machine + " " + backup);
    }

    @Override
    public void recover(String machine) {
        log(machine, "recover " + machine);
    }

    @Override
    public List<String> heal(String member) {
        log(member, "heal " + member);
        return lost;
    }

    @Override
    public List<String> upgrade(String member, String version) {
        log(member, "upgrade " + member + " " + version);
        return nodes.stream().flatMap(node -> node.machine().stream()).toList();
    }

    @Override
    public List<SwarmSummary> list(Duration timeout) {
        log("", "list " + timeout.toSeconds());
        return summaries;
    }
}
