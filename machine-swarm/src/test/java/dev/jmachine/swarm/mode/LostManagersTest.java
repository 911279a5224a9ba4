package dev.jmachine.swarm.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three managers in memory, some of which are lost; what real ones do is tested in {@code src/it}. */
class LostManagersTest {

    @TempDir
    Path folder;

    private final FakeSwarm swarm = new FakeSwarm("ours");
    private final List<FakeNode> nodes = new ArrayList<>();
    private Machines machines;
    private Swarms swarms;

    @BeforeEach
    void threeManagers() {
        machines = Machines.builder().storagePath(folder).driverClassLoader(getClass().getClassLoader()).open();
        swarms = new Swarms(machines, MachineListener.NOOP);
        for (String name : List.of("one", "two", "three")) {
            FakeNode node = new FakeNode(name).in(machines).enter(swarm, true);
            new Membership(swarm.id, node.node, Role.MANAGER).keep(machines.get(name));
            nodes.add(node);
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(FakeNode::close);
        machines.close();
    }

    private void lose(int number) {
        FakeNode lost = nodes.get(number);
        swarm.lose(lost.node);
        lost.close();
    }

    private static MachineException refusal(ErrorCode code, ThrowingCallable call) {
        MachineException failure = catchThrowableOfType(MachineException.class, call);
        assertThat(failure.code()).isEqualTo(code);
        return failure;
    }

    @Test
    void aManagerThatIsDownIsDemotedAndForgottenAndTheOthersStay() {
        lose(2);

        assertThat(swarms.of("one").heal()).containsExactly("three");

        assertThat(swarms.of("one").nodes()).extracting(node -> node.machine().orElseThrow())
                .containsExactly("one", "two");
        assertThat(nodes.get(0).changes).containsExactly(
                "POST /nodes/" + nodes.get(2).node + "/update", "DELETE /nodes/" + nodes.get(2).node);
        assertThat(swarms.of("one").heal()).isEmpty();
    }

    @Test
    void aManagerThatIsWellAgainIsNotWaitedForAnyMore() throws Exception {
        Map<String, Object> missed = swarm.nodes.get(nodes.get(2).node);
        Object well = missed.put("Status", Map.of("State", "unknown", "Addr", "192.0.2.3"));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<List<String>> healed = other.submit(() -> swarms.of("one").heal());
            assertThatThrownBy(() -> healed.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            missed.put("Status", well);

            assertThat(healed.get(20, TimeUnit.SECONDS)).isEmpty();
        } finally {
            other.shutdownNow();
        }
        assertThat(nodes.get(0).changes).isEmpty();
    }

    @Test
    void withoutAMajorityNobodyIsForgotten() {
        lose(1);
        lose(2);

        refusal(ErrorCode.SWARM_QUORUM, () -> swarms.of("one").heal());

        assertThat(nodes.get(0).changes).isEmpty();
    }

    @Test
    void managersThatASwarmWasBegunAnewWithoutAreForgottenHoweverManyTheyAre() {
        lose(1);
        lose(2);
        swarm.nodes.get(nodes.get(1).node).remove("ManagerStatus");
        swarm.nodes.get(nodes.get(2).node).remove("ManagerStatus");

        assertThat(swarms.of("one").heal()).containsExactly("three", "two");
        assertThat(nodes.get(0).changes).allMatch(change -> change.startsWith("DELETE")).hasSize(2);
        assertThat(swarms.of("one").nodes()).hasSize(1);
    }

    @Test
    void aSwarmThatHasALeaderIsNotBegunAnew() {
        assertThat(refusal(ErrorCode.WRONG_STATE, () -> swarms.recover("two")).problem()).contains("has a leader");
        refusal(ErrorCode.SWARM_OTHER, () -> swarms.restore("two", folder.resolve("locks")));
        assertThat(nodes.get(1).changes).isEmpty();
    }

    @Test
    void anEngineIsNotStoppedForABackupWhenItCannotBeSpared() {
        lose(2);
        assertThat(refusal(ErrorCode.SWARM_QUORUM, () -> swarms.of("one").backup(folder.resolve("backup"))).problem())
                .contains("The engine of two").contains("cannot do without it");
        assertThat(folder.resolve("backup")).doesNotExist();
    }
}
