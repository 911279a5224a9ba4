package dev.jmachine.swarm.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.Machines;
import dev.jmachine.api.RemoveOptions;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.api.SwarmSpec.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real store with engines that are none; what real ones do is tested in {@code src/it}. */
class SwarmModeTest {

    @TempDir
    Path folder;

    private final FakeSwarm ours = new FakeSwarm("ours");
    private final FakeSwarm theirs = new FakeSwarm("theirs");
    private final List<FakeNode> nodes = new ArrayList<>();
    private final List<MachineEvent> events = new CopyOnWriteArrayList<>();
    private Machines machines;
    private Swarms swarms;

    @BeforeEach
    void open() {
        machines = Machines.builder().storagePath(folder)
                .driverClassLoader(getClass().getClassLoader()).open();
        swarms = new Swarms(machines, new MachineListener() {
            @Override
            public void event(MachineEvent event) {
                events.add(event);
            }
        });
    }

    @AfterEach
    void close() {
        nodes.forEach(FakeNode::close);
        machines.close();
    }

    @Test
    void aSwarmIsBegunOnceAndItsFirstNodeIsAsWished() {
        FakeNode one = node("one");

        Swarm swarm = swarms.init("one", here(SwarmSpec.beginning()).withLabels(Map.of("zone", "a")));
        Swarm again = swarms.init("one", here(SwarmSpec.beginning()));

        assertThat(again.id()).isEqualTo(swarm.id()).isEqualTo("begun-on-one");
        assertThat(one.changes).containsExactly("POST /swarm/init", "POST /nodes/" + one.node + "/update");
        assertThat(swarm.nodes()).singleElement().returns(Map.of("zone", "a"), SwarmNode::labels)
                .returns(Optional.of("one"), SwarmNode::machine);
    }

    @Test
    void anOperationIsToldUnderItsName() {
        node("one");

        swarms.init("one", here(SwarmSpec.beginning()));

        assertThat(events.get(0)).isInstanceOfSatisfying(MachineEvent.OperationStarted.class, event -> {
            assertThat(event.operation()).isEqualTo("swarm-init");
            assertThat(event.machine()).isEqualTo("one");
            assertThat(event.steps()).extracting(MachineEvent.Step::id).containsExactly("swarm-init", "swarm-node");
        });
        assertThat(events.get(events.size() - 1)).isInstanceOf(MachineEvent.OperationFinished.class);
        assertThat(events.toString()).doesNotContain("-worker").doesNotContain("-manager");
    }

    @Test
    void aBeginningThatWasCutShortAfterTheEngineHadDoneItIsTakenUp() {
        FakeNode one = node("one").enter(ours, true);
        new Membership("", "", Role.MANAGER).keep(machines.get("one"));

        assertThat(swarms.init("one", here(SwarmSpec.beginning())).id()).isEqualTo("ours");
        assertThat(one.changes).isEmpty();
    }

    @Test
    void aMachineThatOthersBroughtIntoASwarmBeginsNone() {
        node("one").enter(ours, true);

        refused(ErrorCode.SWARM_OTHER, "It is a manager of the swarm ours.",
                () -> swarms.init("one", here(SwarmSpec.beginning())));
    }

    @Test
    void aNodeOfAnotherSwarmIsRefusedWithBothNamedAndNothingIsChanged() {
        node("one").enter(ours, true);
        FakeNode other = node("other").enter(theirs, true);
        FakeNode worker = node("worker").enter(theirs, false);
        swarms.of("worker");

        refused(ErrorCode.SWARM_OTHER, "It is a manager of the swarm theirs. It cannot join ours too.",
                () -> join("other", Role.WORKER));
        refused(ErrorCode.SWARM_OTHER, "It is a node of the swarm theirs. It cannot join ours too.",
                () -> join("worker", Role.WORKER));
        assertThat(other.changes).isEmpty();
        assertThat(worker.changes).isEmpty();
    }

    @Test
    void aLockedNodeIsRefused() {
        node("one").enter(ours, true);
        node("two").state = "locked";

        refused(ErrorCode.SWARM_LOCKED, "It is a manager that was restarted and is locked.",
                () -> join("two", Role.MANAGER));
    }

    @Test
    void theTokenOfAnotherSwarmIsToldFromAnUnreachableOne() {
        node("one").enter(ours, true);
        node("two").reachable.add(theirs);

        refused(ErrorCode.SWARM_OTHER, "is not this swarm, or its tokens were just replaced",
                () -> join("two", Role.WORKER));
    }

    @Test
    void joiningAgainChangesOnlyWhatIsMissing() {
        node("one").enter(ours, true);
        FakeNode two = node("two");
        two.reachable.add(ours);

        join("two", Role.WORKER);
        join("two", Role.WORKER);

        assertThat(two.changes).containsExactly("POST /swarm/join");
        assertThat(ours.nodes).hasSize(2);
        assertThat(Membership.of(machines.get("two"))).contains(new Membership("ours", two.node, Role.WORKER));
    }

    @Test
    void aNodeThatTheSwarmHasForgottenLeavesAndJoinsAgain() {
        node("one").enter(ours, true);
        FakeNode two = node("two").enter(ours, false);
        two.reachable.add(ours);
        ours.nodes.remove(two.node);

        join("two", Role.WORKER);

        assertThat(two.changes).containsExactly("POST /swarm/leave", "POST /swarm/join");
        assertThat(ours.nodes).hasSize(2);
    }

    @Test
    void aMachineMadeAnewReplacesTheNodeOfItsNameThatIsDown() {
        node("one").enter(ours, true);
        ours.lose(ours.add("two", true));
        ours.add("three", true);
        node("two").reachable.add(ours);

        join("two", Role.WORKER);

        assertThat(swarms.withId("ours").nodes()).extracting(SwarmNode::hostname)
                .containsExactly("one", "three", "two");
    }

    @Test
    void aDeadFirstManagerCostsNoTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            dead("first", silent);
            node("second").enter(ours, true);
            node("third").enter(ours, true);
            List.of("second", "third").forEach(swarms::of);
            long start = System.nanoTime();

            assertThat(swarms.withId("ours").manager()).isEqualTo("second");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void theLeaderIsAskedThoughAnotherManagerIsNamed() {
        node("leader").enter(ours, true);
        node("other").enter(ours, true);
        swarms.of("leader");

        assertThat(swarms.of("other").manager()).isEqualTo("leader");
    }

    @Test
    void aWorkerThatOthersMadeAManagerIsFoundWhenTheFormerOnesAreGone() {
        FakeNode one = node("one").enter(ours, true);
        FakeNode two = node("two").enter(ours, false);
        List.of("one", "two").forEach(swarms::of);
        one.close();
        assertThat(ours.update(two.node, "1", FakeSwarm.JSON.write(Map.of("Role", "manager")))).isTrue();

        assertThat(swarms.withId("ours").manager()).isEqualTo("two");
    }

    @Test
    void managersWithoutALeaderAreToldFromManagersThatDoNotAnswer() {
        FakeNode one = node("one").enter(ours, true);
        swarms.of("one");
        node("two").close();
        node("three").close();
        List.of("two", "three").forEach(
                name -> new Membership("ours", "ours-" + name, Role.MANAGER).keep(machines.get(name)));
        one.leaderless = true;

        refused(ErrorCode.SWARM_QUORUM, "one has no leader: too few managers are left to elect one. "
                + "three does not answer: The connection was refused", () -> swarms.withId("ours").nodes());
        one.close();
        refused(ErrorCode.SWARM_NO_MANAGER, "one does not answer: The connection was refused",
                () -> swarms.withId("ours").nodes());
    }

    @Test
    void aChangeThatAnotherCameBeforeIsMadeAgain() {
        FakeNode one = node("one").enter(ours, true);
        Swarm swarm = swarms.of("one");
        boolean[] disturbed = {false};

        swarm.api().updateNode(one.node, spec -> {
            if (!disturbed[0]) {
                disturbed[0] = true;
                swarm.label("one", Map.of("by", "another"), Set.of());
            }
            spec.put("Availability", "pause");
        });

        assertThat(swarm.nodes()).singleElement()
                .returns(SwarmSpec.Availability.PAUSE, SwarmNode::availability)
                .returns(Map.of("by", "another"), SwarmNode::labels);
    }

    @Test
    void aMachineThatIsRemovedIsForgottenByItsSwarmAlsoWhenItsEngineIsDead() {
        node("one").enter(ours, true);
        FakeNode two = node("two").enter(ours, false);
        FakeNode three = node("three").enter(ours, false);
        List.of("one", "two", "three").forEach(swarms::of);
        ours.lose(three.node);
        three.close();

        machines.get("two").remove(RemoveOptions.DEFAULT);
        machines.get("three").remove(RemoveOptions.DEFAULT);

        assertThat(two.changes).containsExactly("POST /swarm/leave");
        assertThat(ours.nodes).hasSize(1);
        assertThat(machines.list()).hasSize(1);
    }

    @Test
    void aLeaveThatWasCutShortAfterTheEngineHadLeftIsFinished() {
        FakeNode one = node("one").enter(ours, true);
        FakeNode two = node("two").enter(ours, false);
        List.of("one", "two").forEach(swarms::of);
        LocalNode.engine(machines.get("two")).post("/swarm/leave?force=true", null, Duration.ofSeconds(5)).orThrow();

        swarms.of("two").leave("two", false);

        assertThat(ours.nodes).containsOnlyKeys(one.node);
        assertThat(two.changes).containsExactly("POST /swarm/leave");
        assertThat(Membership.of(machines.get("two"))).isEmpty();
    }

    @Test
    void theOnlyNodeOfASwarmMayBeRemovedButAManagerThatOthersNeedMayNot() {
        node("one").enter(ours, true);
        node("two").enter(ours, false);
        node("alone").enter(theirs, true);
        List.of("one", "two", "alone").forEach(swarms::of);

        refused(ErrorCode.SWARM_QUORUM, "It is the last manager: without it the swarm of 2 nodes ends.",
                () -> machines.get("one").remove(RemoveOptions.DEFAULT));
        machines.get("alone").remove(RemoveOptions.DEFAULT);

        assertThat(machines.exists("alone")).isFalse();
    }

    @Test
    void swarmsAreListedWithTheMachinesThatDoNotAnswer() {
        node("one").enter(ours, true);
        node("two").enter(ours, false);
        node("three").enter(theirs, true);
        node("none");
        List.of("one", "two", "three").forEach(swarms::of);
        nodes.get(1).close();

        assertThat(swarms.list(Duration.ofSeconds(10))).containsExactly(
                new SwarmSummary("ours", List.of("one"), List.of("two")),
                new SwarmSummary("theirs", List.of("three"), List.of()));
    }

    private FakeNode node(String name) {
        FakeNode node = new FakeNode(name).in(machines);
        nodes.add(node);
        return node;
    }

    /** Adds a manager whose engine takes connections and never says a word. */
    private void dead(String name, ServerSocket socket) {
        machines.create(MachineSpec.builder(name, "none")
                .option("url", "tcp://127.0.0.1:" + socket.getLocalPort()).build());
        new Membership("ours", "ours-" + name, Role.MANAGER).keep(machines.get(name));
    }

    private void join(String machine, Role role) {
        swarms.of("one").join(machine, here(SwarmSpec.joining("one", role)));
    }

    /** Addresses are not what is tested here. */
    private static SwarmSpec here(SwarmSpec wish) {
        return wish.withAddresses("192.0.2.1", "");
    }

    private static void refused(ErrorCode code, String problem, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(MachineException.class, e -> {
            assertThat(e.problem()).contains(problem);
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
