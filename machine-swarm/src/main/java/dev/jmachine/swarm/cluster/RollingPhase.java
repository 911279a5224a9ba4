package dev.jmachine.swarm.cluster;

import dev.jmachine.api.Machine;
import dev.jmachine.api.RemoveOptions;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.mode.SwarmNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Changes what cannot be changed while containers run there, one node at a time: workers first, the leader of the
 * managers last. Stops at the first that fails.
 */
final class RollingPhase {
    private final ClusterWork work;
    private final Map<String, Member> members;
    private final SwarmSettings settings;

    RollingPhase(ClusterWork work, Map<String, Member> members, SwarmSettings settings) {
        this.work = work;
        this.members = members;
        this.settings = settings;
    }

    void run(ClusterPlan plan) {
        List<Change> changes = plan.changes().stream().filter(RollingPhase::rolls).toList();
        if (changes.isEmpty()) {
            return;
        }
        List<SwarmNode> nodes = work.swarm().map(ClusterSwarm::nodes).orElse(List.of());
        for (Change change : changes.stream().sorted(Comparator.comparingInt(each -> rank(each, nodes))).toList()) {
            work.requireGoingOn();
            if (!work.attempt(change.subject(), () -> run(change))) {
                return;
            }
        }
    }

    private static boolean rolls(Change change) {
        return change instanceof MachineChange.ConfigureEngine || change instanceof MachineChange.UpgradeEngine
                || change instanceof MachineChange.ReplaceMachine replace && !replace.dead();
    }

    private static int rank(Change change, List<SwarmNode> nodes) {
        return node(nodes, change.subject())
                .map(node -> node.leader() ? 2 : node.role() == SwarmSpec.Role.MANAGER ? 1 : 0).orElse(0);
    }

    private static Optional<SwarmNode> node(List<SwarmNode> nodes, String machine) {
        return nodes.stream().filter(node -> node.machine().filter(machine::equals).isPresent()).findFirst();
    }

    private void run(Change change) {
        if (change instanceof MachineChange.ConfigureEngine configure) {
            engine(configure.subject(), machine -> machine.configureEngine(configure.engine()));
        } else if (change instanceof MachineChange.UpgradeEngine upgrade) {
            engine(upgrade.subject(), machine -> upgrade(machine, upgrade));
        } else {
            replace(members.get(change.subject()));
        }
    }

    /** The upgrade comes first: other settings are written down with the version that is wanted. */
    private static void upgrade(Machine machine, MachineChange.UpgradeEngine upgrade) {
        machine.upgradeEngine(upgrade.engine().version());
        if (upgrade.settings()) {
            machine.configureEngine(upgrade.engine());
        }
    }

    /** Change an engine while no container runs there. That it was begun is written down before. */
    private void engine(String name, Consumer<Machine> change) {
        work.keeper().member(name, known -> known.withEngineChanging(true));
        if (isNode(name)) {
            work.requireSwarm().roll(name, change);
        } else {
            change.accept(work.machines().get(name));
        }
        work.keeper().member(name, known -> known.withEngineChanging(false));
    }

    private boolean isNode(String name) {
        return work.swarm().flatMap(swarm -> node(swarm.nodes(), name)).isPresent();
    }

    private void replace(Member member) {
        ClusterSwarm swarm = work.requireSwarm();
        if (isNode(member.name())) {
            swarm.leave(member.name(), work.force());
            work.keeper().member(member.name(), known -> known.withNode(""));
        }
        work.machines().get(member.name()).remove(RemoveOptions.DEFAULT);
        work.machines().create(member.spec());
        swarm.join(member.name(), member.wish(swarm.manager(), settings.autolock()));
        work.enrolled(member);
    }
}
