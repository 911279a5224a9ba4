package dev.jmachine.swarm.cluster;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.RemoveOptions;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.mode.SwarmNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        List<Change> changes = plan.changes().stream().filter(change -> change instanceof MachineChange.ConfigureEngine
                || change instanceof MachineChange.ReplaceMachine replace && !replace.dead()).toList();
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

    private static int rank(Change change, List<SwarmNode> nodes) {
        return node(nodes, change.subject())
                .map(node -> node.leader() ? 2 : node.role() == SwarmSpec.Role.MANAGER ? 1 : 0).orElse(0);
    }

    private static Optional<SwarmNode> node(List<SwarmNode> nodes, String machine) {
        return nodes.stream().filter(node -> node.machine().filter(machine::equals).isPresent()).findFirst();
    }

    private void run(Change change) {
        if (change instanceof MachineChange.ConfigureEngine configure) {
            configure(configure.subject(), configure.engine());
        } else {
            replace(members.get(change.subject()));
        }
    }

    private void configure(String name, EngineSpec engine) {
        work.keeper().member(name, known -> known.withEngineChanging(true));
        if (isNode(name)) {
            work.requireSwarm().roll(name, machine -> machine.configureEngine(engine));
        } else {
            work.machines().get(name).configureEngine(engine);
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
