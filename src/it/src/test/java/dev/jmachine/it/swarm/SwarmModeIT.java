package dev.jmachine.it.swarm;

import static dev.jmachine.api.SwarmSpec.Availability.ACTIVE;
import static dev.jmachine.api.SwarmSpec.Availability.DRAIN;
import static dev.jmachine.api.SwarmSpec.Role.MANAGER;
import static dev.jmachine.api.SwarmSpec.Role.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.RemoveOptions;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.mode.Swarm;
import dev.jmachine.swarm.mode.SwarmNode;
import dev.jmachine.swarm.mode.SwarmSummary;
import dev.jmachine.swarm.mode.Swarms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three machines that were enrolled while they were made. Each test leaves one manager and two workers. */
class SwarmModeIT {

    @TempDir
    static Path folder;

    private static SwarmHosts hosts;
    private static Swarms swarms;

    @BeforeAll
    static void createThree() {
        hosts = new SwarmHosts(folder.resolve("store"), "one", "two", "three");
        hosts.create("one", SwarmSpec.beginning().withLabels(Map.of("storage", "ssd")));
        hosts.create("two", SwarmSpec.joining("one", WORKER));
        hosts.create("three", SwarmSpec.joining("two", WORKER).withAvailability(DRAIN));
        swarms = new Swarms(hosts.machines(), MachineListener.NOOP);
    }

    @AfterAll
    static void stopHosts() {
        hosts.close();
    }

    @Test
    void machinesAreEnrolledWhileTheyAreMadeWithLabelsOnNodeAndEngine() throws IOException {
        swarm().availability("three", ACTIVE);

        assertThat(swarm().nodes()).extracting(node -> node.machine().orElse(""))
                .containsExactly("one", "three", "two");
        assertThat(node("one")).matches(SwarmNode::leader).matches(SwarmNode::healthy)
                .returns(MANAGER, SwarmNode::role).returns(Map.of("storage", "ssd"), SwarmNode::labels)
                .returns(hosts.host("one").address(), SwarmNode::address);
        assertThat(hosts.host("one").run("docker node inspect --format"
                + " '{{.Description.Engine.Labels.host}} {{.Spec.Role}}' " + node("two").id())).isEqualTo("two worker");
        Path remembered = hosts.machines().get("two").folder().resolve("swarm.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(remembered))).isEqualTo("rw-------");
        assertThat(swarms.list(Duration.ofSeconds(20))).containsExactly(
                new SwarmSummary(swarm().id(), List.of("one"), List.of("three", "two")));
        assertThat(swarm().status().problems()).isEmpty();
    }

    @Test
    void whatIsSoAlreadyIsDoneAgainWithoutHarm() {
        List<SwarmNode> before = swarm().nodes();

        assertThat(swarms.init("one", SwarmSpec.beginning()).id()).isEqualTo(swarm().id());
        swarm().join("two", SwarmSpec.joining("one", WORKER));

        assertThat(swarm().nodes()).isEqualTo(before);
    }

    @Test
    void labelsAreSetAndRemoved() {
        swarm().label("two", Map.of("zone", "a", "disk", "b"), Set.of());
        swarm().label("two", Map.of("zone", "c"), Set.of("disk"));

        assertThat(node("two").labels()).isEqualTo(Map.of("zone", "c"));
        swarm().label("two", Map.of(), Set.of("zone"));
    }

    @Test
    void drainingReturnsWhenNoTaskRunsOnTheNodeAnyMore() {
        List.of("one", "two", "three").forEach(name -> hosts.host(name).importBusybox("tiny"));
        hosts.host("one").run("docker service create -q --name sleepers --replicas 4 --no-resolve-image --detach=false"
                + " --stop-grace-period 1s --constraint node.role==worker tiny busybox sleep 1000");
        assertThat(hosts.containers("two")).isNotEmpty();

        swarm().availability("two", DRAIN);

        assertThat(hosts.containers("two")).isEmpty();
        assertThat(node("two").availability()).isEqualTo(DRAIN);
        swarm().availability("two", ACTIVE);
        hosts.host("one").run("docker service rm sleepers");
    }

    @Test
    void theLastManagerStays() {
        refused(ErrorCode.SWARM_QUORUM, "It is the last manager: without it the swarm of 3 nodes ends.",
                () -> swarm().role("one", WORKER, false));
        refused(ErrorCode.SWARM_QUORUM, "last manager", () -> swarm().leave("one", false));
        refused(ErrorCode.SWARM_QUORUM, "last manager",
                () -> hosts.machines().get("one").remove(RemoveOptions.DEFAULT));
        assertThat(swarm().nodes()).hasSize(3);
    }

    @Test
    void theLeaderLostAnotherManagerIsAskedAndTheMajorityIsKept() {
        swarm().role("two", MANAGER, false);
        swarm().role("three", MANAGER, false);
        String leader = swarm().manager();
        List<String> others = List.of("one", "two", "three").stream().filter(name -> !name.equals(leader)).toList();
        hosts.host(leader).unplug();
        try {
            Swarm swarm = swarms.of(leader);
            assertThat(swarm.manager()).isIn(others);
            Deadline.after(Duration.ofMinutes(1)).await("the managers to miss the leader", Duration.ofMillis(500),
                    () -> swarm.status().problems().stream()
                            .anyMatch(problem -> problem.contains(leader + " is down")));
            refused(ErrorCode.SWARM_QUORUM, "Of the 2 managers left 1 could be reached, and 2 must be.",
                    () -> swarm.role(others.get(0), WORKER, false));
        } finally {
            hosts.host(leader).plug();
        }
        Deadline.after(Duration.ofMinutes(1)).await("all managers", Duration.ofMillis(500),
                () -> swarm().nodes().stream().allMatch(SwarmNode::healthy));
        swarm().role("two", WORKER, false);
        swarm().role("three", WORKER, false);
        assertThat(swarm().nodes()).filteredOn(node -> node.role() == MANAGER).hasSize(1);
    }

    @Test
    void aNodeOfAnotherSwarmIsRefusedWithBothNamed() {
        Swarm swarm = swarm();
        swarm.leave("three", false);
        assertThat(swarm.nodes()).hasSize(2);
        Swarm other = swarms.init("three", SwarmSpec.beginning());

        refused(ErrorCode.SWARM_OTHER, "It is a manager of the swarm " + other.id() + ". It cannot join " + swarm.id(),
                () -> swarm.join("three", SwarmSpec.joining("one", WORKER)));
        refused(ErrorCode.SWARM_OTHER, "It is a node of the swarm " + swarm.id(),
                () -> swarms.init("two", SwarmSpec.beginning()));

        other.leave("three", true);
        swarm.join("three", SwarmSpec.joining("one", WORKER));
        assertThat(swarm.nodes()).hasSize(3);
    }

    @Test
    void aRemovedMachineIsForgottenByItsSwarm() {
        String former = node("three").id();

        hosts.machines().get("three").remove(RemoveOptions.DEFAULT);

        assertThat(swarm().nodes()).extracting(SwarmNode::id).hasSize(2).doesNotContain(former);
        assertThat(hosts.host("three").run("docker info --format '{{.Swarm.LocalNodeState}}'")).isEqualTo("inactive");
        hosts.create("three", SwarmSpec.joining("one", WORKER));
    }

    @Test
    void aMachineMadeAnewTakesThePlaceOfTheNodeItWas() {
        String former = node("three").id();
        hosts.loseSwarm("three");

        swarm().join("three", SwarmSpec.joining("one", WORKER));

        assertThat(swarm().nodes()).extracting(SwarmNode::id).hasSize(3).doesNotContain(former);
        assertThat(node("three").healthy()).isTrue();
    }

    private static Swarm swarm() {
        return swarms.of("one");
    }

    private static SwarmNode node(String machine) {
        return swarm().nodes().stream().filter(node -> node.machine().filter(machine::equals).isPresent())
                .findFirst().orElseThrow();
    }

    private static void refused(ErrorCode code, String problem, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(MachineException.class, e -> {
            assertThat(e.problem()).contains(problem);
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
