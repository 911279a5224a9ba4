package dev.jmachine.swarm.mode;

import static dev.jmachine.swarm.mode.NodeSamples.manager;
import static dev.jmachine.swarm.mode.NodeSamples.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.SwarmSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwarmHealthTest {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    @Test
    void nothingIsWrongWithAWholeSwarm() {
        assertThat(problems(manager("a", "reachable"))).isEmpty();
        assertThat(problems(manager("a", "reachable"), manager("b", "reachable"), manager("c", "reachable"),
                worker("w"))).isEmpty();
    }

    @Test
    void aLostManagerIsToldAndThatNoFurtherOneMayBeLost() {
        assertThat(problems(manager("a", "reachable"), manager("b", "reachable"),
                NodeSamples.node("c", SwarmSpec.Role.MANAGER, "down", "unreachable"))).containsExactly(
                "The node c is down. Start it, or have the swarm forget it.",
                "None of the managers may be lost: 2 of 3 can be reached, and 2 must be. "
                        + "Bring the missing manager back, or take it out of the swarm.");
    }

    @Test
    void twoManagersAreToldToBeNoSaferThanOne() {
        assertThat(problems(manager("a", "reachable"), manager("b", "reachable"))).containsExactly(
                "None of the managers may be lost: 2 of 2 can be reached, and 2 must be. "
                        + "Make one more node a manager.");
    }

    @Test
    void anAuthorityThatEndsSoonIsTold() {
        assertThat(SwarmHealth.problems(List.of(manager("a", "reachable")), NOW.plus(Duration.ofDays(3)), NOW))
                .containsExactly("The certificate of the swarm's authority ends on 2026-05-04. Replace the authority.");
    }

    private static List<String> problems(SwarmNode... nodes) {
        return SwarmHealth.problems(List.of(nodes), NOW.plus(Duration.ofDays(3650)), NOW);
    }
}
