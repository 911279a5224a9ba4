package dev.jmachine.swarm.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {

    @ParameterizedTest
    @CsvSource({"1,1,1,0", "2,2,2,0", "3,3,2,1", "3,2,2,0", "3,1,2,-1", "5,5,3,2", "4,3,3,0"})
    void moreThanHalfOfTheManagersMustBeReachable(long managers, long reachable, long majority, long spare) {
        Quorum quorum = new Quorum(managers, reachable);

        assertThat(quorum.majority()).isEqualTo(majority);
        assertThat(quorum.spare()).isEqualTo(spare);
        assertThat(quorum.held()).isEqualTo(spare >= 0);
    }

    @Test
    void aReachableManagerOfThreeCanBeSpared() {
        List<SwarmNode> nodes = managers("reachable", "reachable", "reachable");

        assertThatCode(() -> Quorum.requireWithout(nodes.get(0), nodes, "Leaving")).doesNotThrowAnyException();
    }

    @Test
    void aManagerThatIsDownCanBeSparedWhenTheOthersAreThere() {
        List<SwarmNode> nodes = managers("unreachable", "reachable", "reachable");

        assertThatCode(() -> Quorum.requireWithout(nodes.get(0), nodes, "Leaving")).doesNotThrowAnyException();
        refused(nodes.get(1), nodes, "Of the 2 managers left 1 could be reached, and 2 must be.");
    }

    @Test
    void theLastManagerCannotBeSparedButAWorkerCan() {
        SwarmNode manager = NodeSamples.manager("m", "reachable");
        SwarmNode worker = NodeSamples.worker("w");

        refused(manager, List.of(manager, worker), "It is the last manager: without it the swarm of 2 nodes ends.");
        refused(manager, List.of(manager), "It is the last manager: without it the swarm ends.");
        assertThatCode(() -> Quorum.requireWithout(worker, List.of(manager, worker), "Leaving"))
                .doesNotThrowAnyException();
    }

    @Test
    void aManagerWhoseNodeIsDownDoesNotCountThoughTheOthersHaveNotNoticedYet() {
        SwarmNode down = NodeSamples.node("d", SwarmSpec.Role.MANAGER, "down", "reachable");

        assertThat(Quorum.of(List.of(down, NodeSamples.manager("m", "reachable")))).isEqualTo(new Quorum(2, 1));
    }

    private static List<SwarmNode> managers(String... reachabilities) {
        return Stream.of(reachabilities).map(each -> NodeSamples.manager("m", each)).toList();
    }

    private static void refused(SwarmNode node, List<SwarmNode> nodes, String problem) {
        assertThatThrownBy(() -> Quorum.requireWithout(node, nodes, "Leaving"))
                .isInstanceOfSatisfying(MachineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.SWARM_QUORUM);
                    assertThat(e.problem()).isEqualTo(problem);
                });
    }
}
