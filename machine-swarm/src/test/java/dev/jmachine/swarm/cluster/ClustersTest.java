package dev.jmachine.swarm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.BatchException;
import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverDescription;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.store.MachineLock;
import dev.jmachine.testkit.MemoryMachines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters over machines and a swarm in memory. */
class ClustersTest {
    private static final MachineException BROKEN = new MachineException(ErrorCode.PROVIDER, "Making", "No luck today.");

    @TempDir
    Path folder;

    private MemoryMachines machines;
    private FakeSwarm swarm;
    private Clusters clusters;

    @BeforeEach
    void open() {
        machines = new MemoryMachines(
                folder, driver("fake", Capability.POWER), driver("adopted", Capability.ADOPTED));
        swarm = new FakeSwarm(machines);
        clusters = new Clusters(machines, MachineListener.NOOP, swarm, Map.of("MOTTO", "one for all"), 2,
                Duration.ofMillis(50));
    }

    private static DriverDescription driver(String name, Capability capability) {
        return new DriverDescription(name, "In memory", List.of(DriverOption.text("fake-size", "", "", "Size"),
                DriverOption.secret("fake-token", "", "Token")), Set.of(capability));
    }

    private static TestFiles three() {
        return new TestFiles().managers("m1").workers("w1", "w2");
    }

    private void applied(ClusterFile file) {
        clusters.apply(file, false);
        machines.logged();
    }

    @Test
    void aFirstApplyMakesAllMachinesAndBringsEachIntoTheSwarm() {
        ClusterPlan planned = clusters.plan(three().file());
        ClusterResult result = clusters.apply(three().file(), false);

        assertThat(result.plan()).isEqualTo(planned);
        assertThat(planned.changes()).extracting(Change::id).containsExactly(
                "create-machine", "create-machine", "create-machine");
        assertThat(machines.log()).contains("create m1", "begin m1", "create w1", "join w1 as WORKER", "create w2",
                "join w2 as WORKER");
        assertThat(machines.log().indexOf("begin m1")).isLessThan(machines.log().indexOf("join w1 as WORKER"));
        assertThat(clusters.names()).containsExactly("demo");
        assertThat(clusters.machineNames("demo")).containsExactly("m1", "w1", "w2");
    }

    @Test
    void aSecondApplyChangesNothing() {
        applied(three().file());

        assertThat(clusters.plan(three().file()).isEmpty()).isTrue();
        assertThat(clusters.apply(three().file(), false).plan().isEmpty()).isTrue();
        assertThat(machines.log()).isEmpty();
    }

    @Test
    void oneMachineThatFailsLeavesTheRestWorkingAndIsGoneOnWithByTheNextApply() {
        machines.installFailures.put("w1", BROKEN);

        BatchException failure =
                catchThrowableOfType(BatchException.class, () -> clusters.apply(three().file(), false));

        assertThat(failure.failures()).containsOnlyKeys("w1");
        assertThat(failure.failures().get("w1").code()).isEqualTo(ErrorCode.PROVIDER);
        assertThat(failure.succeeded()).extracting(Machine::name).containsExactlyInAnyOrder("m1", "w2");
        assertThat(machines.logged("join")).containsExactly("join w2 as WORKER");

        machines.installFailures.clear();
        applied(three().file());
        assertThat(clusters.plan(three().file()).isEmpty()).isTrue();
        assertThat(swarm.nodes()).hasSize(3);
    }

    @Test
    void whenTheFirstManagerFailsAnotherOneBeginsTheSwarm() {
        swarm.joinFailures.put("m1", BROKEN);
        ClusterFile file = new TestFiles().managers("m1", "m2", "m3").workers("w1").file();

        assertThatThrownBy(() -> clusters.apply(file, false)).isInstanceOf(BatchException.class)
                .hasMessageContaining("m1");

        assertThat(swarm.nodes()).extracting(node -> node.machine().orElseThrow())
                .containsExactlyInAnyOrder("m2", "m3", "w1");
    }

    @Test
    void withoutAnyManagerTheWorkersAreReadyAndWait() {
        machines.installFailures.put("m1", BROKEN);

        BatchException failure =
                catchThrowableOfType(BatchException.class, () -> clusters.apply(three().file(), false));

        assertThat(failure.failures().get("w1").code()).isEqualTo(ErrorCode.SWARM_NO_MANAGER);
        machines.installFailures.clear();
        applied(three().file());
        assertThat(swarm.nodes()).hasSize(3);
    }

    @Test
    void whatAKilledApplyHasNotWrittenDownIsTakenUp() throws IOException {
        applied(three().file());
        Path record = folder.resolve("clusters/demo/cluster.json");
        Files.writeString(record, Files.readString(record)
                .replaceAll("\"SwarmId\": \"[^\"]*\"", "\"SwarmId\": \"\"").replaceAll("\"node\\d\"", "\"\""));

        assertThat(clusters.apply(three().file(), false).plan().isEmpty()).isTrue();

        assertThat(machines.log()).isEmpty();
        assertThat(Files.readString(record)).contains("\"swarm1\"", "\"node1\"", "\"node2\"", "\"node3\"");
    }

    @Test
    void whatIsMadeIsWrittenDownBefore() throws IOException {
        machines.installFailures.put("m1", BROKEN);

        assertThatThrownBy(() -> clusters.apply(new TestFiles().managers("m1").file(), false))
                .isInstanceOf(BatchException.class);

        assertThat(Files.readString(folder.resolve("clusters/demo/cluster.json"))).contains("\"m1\"");
    }

    @Test
    void aMachineThatIsTakenFromTheFileLeavesTheSwarmAndIsThenRemoved() {
        applied(three().file());

        clusters.apply(new TestFiles().managers("m1").workers("w1").file(), false);

        assertThat(machines.logged()).containsExactly("leave w2", "remove w2");
        assertThat(clusters.machineNames("demo")).containsExactly("m1", "w1");
    }

    @Test
    void whatWouldLoseTheMajorityOfManagersIsRefusedBeforeAnythingIsDone() {
        applied(new TestFiles().managers("m1", "m2", "m3").file());
        machines.machines.get("m1").state = MachineState.TIMEOUT;

        assertThatThrownBy(() -> clusters.apply(new TestFiles().managers("m1", "m2").file(), false))
                .isInstanceOfSatisfying(MachineException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SWARM_QUORUM));
        assertThat(machines.log()).isEmpty();

        clusters.apply(new TestFiles().managers("m1", "m2").file(), true);
        assertThat(machines.log()).containsExactly("leave m3", "remove m3");
    }

    @Test
    void rolesLabelsAndAvailabilityChangeWithoutMakingMachinesAnew() {
        applied(three().labels(Map.of("storage", "ssd")).workers("w3").file());
        TestFiles changed = new TestFiles().managers("m1", "w1").workers("w2")
                .labels(Map.of("rack", "7")).availability(SwarmSpec.Availability.PAUSE).workers("w3");

        clusters.apply(changed.file(), false);

        assertThat(machines.logged()).containsExactly(
                "promote w1", "label w3 {rack=7} [storage]", "PAUSE w3");
        assertThat(clusters.plan(changed.file()).isEmpty()).isTrue();
    }

    @Test
    void labelsThatOthersSetStay() {
        applied(three().file());
        swarm.label("w1", Map.of("mine", "1"), Set.of());

        assertThat(clusters.plan(three().file()).isEmpty()).isTrue();
    }

    @Test
    void enginesGetOtherSettingsOneNodeAtATime() {
        applied(three().file());
        EngineSpec engine = EngineSpec.builder().option("log-level=debug").build();
        ClusterFile changed = new TestFiles().engine(engine).managers("m1").workers("w1", "w2").file();

        clusters.apply(changed, false);

        assertThat(machines.logged()).containsExactly("DRAIN w1", "configure w1", "ACTIVE w1",
                "DRAIN w2", "configure w2", "ACTIVE w2", "DRAIN m1", "configure m1", "ACTIVE m1");
        assertThat(clusters.plan(changed).isEmpty()).isTrue();
    }

    @Test
    void theFirstEngineThatFailsStopsTheRollingChangeAndTheNextApplyGoesOnThere() {
        applied(three().file());
        EngineSpec engine = EngineSpec.builder().option("log-level=debug").build();
        ClusterFile changed = new TestFiles().engine(engine).managers("m1").workers("w1", "w2").file();
        machines.machines.get("w1").engineChangeFailure = BROKEN;

        assertThatThrownBy(() -> clusters.apply(changed, false)).isInstanceOf(BatchException.class);
        assertThat(machines.logged()).doesNotContain("DRAIN w2").endsWith("DRAIN w1", "configure w1", "ACTIVE w1");

        machines.machines.get("w1").engineChangeFailure = null;
        clusters.apply(changed, false);
        assertThat(machines.logged("configure")).containsExactly("configure w1", "configure w2", "configure m1");
        assertThat(clusters.plan(changed).isEmpty()).isTrue();
    }

    @Test
    void enginesAreUpgradedOneNodeAtATimeWhenTheFileHasAnotherVersion() {
        applied(three().file());
        EngineSpec engine = EngineSpec.builder().version("28.1").build();
        ClusterFile changed = new TestFiles().engine(engine).managers("m1").workers("w1", "w2").file();

        assertThat(clusters.plan(changed).changes()).hasSize(3).allSatisfy(change ->
                assertThat(change.description()).contains("is upgraded to 28.1").doesNotContain("settings"));
        clusters.apply(changed, false);

        assertThat(machines.logged()).containsExactly("DRAIN w1", "upgrade w1 28.1", "ACTIVE w1",
                "DRAIN w2", "upgrade w2 28.1", "ACTIVE w2", "DRAIN m1", "upgrade m1 28.1", "ACTIVE m1");
        assertThat(clusters.plan(changed).isEmpty()).isTrue();
        assertThat(clusters.plan(three().file()).isEmpty()).as("no version named any more").isTrue();
    }

    @Test
    void aNodeIsDrainedOnceForAnotherVersionAndOtherSettings() {
        applied(three().file());
        EngineSpec engine = EngineSpec.builder().version("28.1").option("log-level=debug").build();
        TestFiles changed = new TestFiles().managers("m1").workers("w1").engine(engine).workers("w2");

        assertThat(clusters.plan(changed.file()).changes()).singleElement().satisfies(change ->
                assertThat(change.description()).contains("is upgraded to 28.1 and gets other settings"));
        clusters.apply(changed.file(), false);

        assertThat(machines.logged())
                .containsExactly("DRAIN w2", "upgrade w2 28.1", "configure w2", "ACTIVE w2");
        assertThat(clusters.plan(changed.file()).isEmpty()).isTrue();
    }

    @Test
    void anUpgradeThatFailsStopsTheRollingChangeAndTheNextApplyGoesOnThere() {
        applied(three().file());
        EngineSpec engine = EngineSpec.builder().version("28.1").build();
        ClusterFile changed = new TestFiles().engine(engine).managers("m1").workers("w1", "w2").file();
        machines.machines.get("w1").engineChangeFailure = BROKEN;

        assertThatThrownBy(() -> clusters.apply(changed, false)).isInstanceOf(BatchException.class);
        assertThat(machines.logged()).containsExactly("DRAIN w1", "upgrade w1 28.1", "ACTIVE w1");

        machines.machines.get("w1").engineChangeFailure = null;
        clusters.apply(changed, false);
        assertThat(machines.logged("upgrade"))
                .containsExactly("upgrade w1 28.1", "upgrade w2 28.1", "upgrade m1 28.1");
        assertThat(clusters.plan(changed).isEmpty()).isTrue();
    }

    @Test
    void aMachineOfAnotherKindIsMadeAnewAfterItHasLeft() {
        applied(three().file());
        TestFiles changed = new TestFiles().managers("m1").workers("w1").size("large").workers("w2");

        assertThat(clusters.plan(changed.file()).changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.REPLACE);
            assertThat(change.description()).contains("fake-size");
        });
        clusters.apply(changed.file(), false);

        assertThat(machines.logged()).containsExactly("leave w2", "remove w2", "create w2", "join w2 as WORKER");
        assertThat(clusters.plan(changed.file()).isEmpty()).isTrue();
    }

    @Test
    void theOnlyManagerIsNotMadeAnewWhileItWorks() {
        applied(three().file());
        ClusterFile changed = new TestFiles().size("large").managers("m1").size("small").workers("w1", "w2").file();

        assertThatThrownBy(() -> clusters.apply(changed, true)).isInstanceOfSatisfying(MachineException.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SWARM_QUORUM));
    }

    @Test
    void aMachineThatIsStoppedIsStarted() {
        applied(three().file());
        machines.machines.get("w1").state = MachineState.STOPPED;

        assertThat(clusters.status("demo").problems()).singleElement().asString()
                .contains("w1 is stopped").contains("to start it");
        clusters.apply(three().file(), false);

        assertThat(machines.logged()).containsExactly("start w1", "await w1");
        assertThat(clusters.status("demo").problems()).isEmpty();
    }

    @Test
    void whenAllManagersAreStoppedTheyAreStartedAndTheRestIsPlannedThen() {
        applied(three().file());
        machines.machines.get("m1").state = MachineState.STOPPED;

        assertThat(clusters.plan(new TestFiles().managers("m1").workers("w1").file()).preliminary()).isTrue();
        clusters.apply(new TestFiles().managers("m1").workers("w1").file(), false);

        assertThat(machines.logged()).containsExactly("start m1", "leave w2", "remove w2");
    }

    @Test
    void aMachineThatIsGoneIsForgottenAndReplaced() {
        ClusterFile file = new TestFiles().managers("m1", "m2", "m3").file();
        applied(file);
        machines.machines.get("m1").state = MachineState.NOT_FOUND;

        clusters.apply(file, false);

        assertThat(machines.logged())
                .containsExactly("leave m1", "remove m1", "create m1", "join m1 as MANAGER");
        assertThat(swarm.nodes()).hasSize(3).allMatch(node -> node.healthy());
    }

    @Test
    void aMachineThatSomebodyRemovedIsForgottenByTheSwarmAndMadeAnew() {
        applied(three().file());
        String node = swarm.observe().node("w2").orElseThrow().id();
        machines.machines.remove("w2");

        clusters.apply(three().file(), false);

        assertThat(machines.logged()).containsExactly("forget " + node, "create w2", "join w2 as WORKER");
        assertThat(swarm.nodes()).hasSize(3);
    }

    @Test
    void aSwarmThatHasLostAllManagersIsBegunAnewOnlyWhenForced() {
        applied(three().file());
        machines.machines.get("m1").state = MachineState.NOT_FOUND;

        assertThatThrownBy(() -> clusters.apply(three().file(), false)).isInstanceOfSatisfying(
                MachineException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SWARM_QUORUM));

        clusters.apply(three().file(), true);
        assertThat(machines.logged()).contains("abandon m1", "remove m1", "create m1", "begin m1", "abandon w1",
                "join w1 as WORKER");
        assertThat(clusters.plan(three().file()).isEmpty()).isTrue();
    }

    @Test
    void aLostMajorityIsMadeUpForByTheManagerThatIsLeftOnlyWhenForced() {
        ClusterFile file = new TestFiles().managers("m1", "m2", "m3").file();
        applied(file);
        machines.machines.get("m1").state = MachineState.NOT_FOUND;
        machines.machines.get("m2").state = MachineState.NOT_FOUND;

        assertThatThrownBy(() -> clusters.apply(file, false)).isInstanceOfSatisfying(MachineException.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SWARM_NO_MANAGER));
        assertThat(machines.log()).isEmpty();

        clusters.apply(file, true);
        assertThat(machines.logged("recover", "create", "join")).startsWith("recover m3")
                .contains("create m1", "join m1 as MANAGER", "create m2", "join m2 as MANAGER");
        assertThat(clusters.plan(file).isEmpty()).isTrue();
    }

    @Test
    void aMachineOfSomebodyElseIsNotTaken() {
        machines.create(new TestFiles().workers("w1").file().machines().get(0));
        machines.logged();

        assertThatThrownBy(() -> clusters.apply(three().file(), false)).isInstanceOfSatisfying(
                MachineException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.MACHINE_EXISTS));
        assertThat(machines.log()).isEmpty();
    }

    @Test
    void networksConfigsAndStacksComeAndGoAndAreChangedOnlyWhenTheirContentIs() throws IOException {
        Path compose = Files.writeString(folder.resolve("compose.yaml"), "services: {}");
        TestFiles full = three();
        full.networks.put("mesh", new OverlayNetwork("overlay", true, false, false, List.of(), Map.of(), Map.of()));
        full.configs.put("motto", ExternalValue.inEnvironment("MOTTO", Map.of()));
        full.stacks.put("web",
                new StackSource(List.of(compose), Map.of(), List.of(), false, StackSource.DEFAULT_CONVERGENCE));

        clusters.apply(full.file(), false);
        assertThat(machines.logged("put", "deploy"))
                .containsExactly("put network mesh", "put config motto", "deploy web");
        assertThat(clusters.plan(full.file()).isEmpty()).isTrue();

        Files.writeString(compose, "services: {a: {}}");
        Clusters other = clusters.withEnvironment(Map.of("MOTTO", "all for one"));
        other.apply(full.file(), false);
        assertThat(machines.logged()).containsExactly("put config motto", "deploy web");

        other.apply(three().file(), false);
        assertThat(machines.logged()).containsExactly("undeploy web", "take network mesh", "take config motto");
        assertThat(other.plan(three().file()).isEmpty()).isTrue();
    }

    @Test
    void noValueOfAConfigIsInTheStore() throws IOException {
        TestFiles file = three();
        file.configs.put("motto", ExternalValue.inEnvironment("MOTTO", Map.of()));
        applied(file.file());

        assertThat(Files.readString(folder.resolve("clusters/demo/cluster.json")))
                .contains("\"motto\"").doesNotContain("one for all");
    }

    @Test
    void imagesAreOnEveryMachineAndNotSentTwice() throws IOException {
        TestFiles file = three();
        file.images.add(new ImageArchive("tiny:1", Files.writeString(folder.resolve("tiny.tar"), "layers")));

        clusters.apply(file.file(), false);
        assertThat(machines.logged("load")).containsExactlyInAnyOrder("load tiny:1 m1", "load tiny:1 w1",
                "load tiny:1 w2");
        assertThat(clusters.plan(file.file()).isEmpty()).isTrue();

        swarm.images.remove("w2");
        clusters.apply(file.file(), false);
        assertThat(machines.logged()).containsExactly("load tiny:1 w2");
    }

    @Test
    void settingsOfTheSwarmAreChanged() {
        applied(three().file());
        TestFiles file = three();
        file.settings = new SwarmSettings(false, List.of(), 24, 2, Duration.ofDays(30));

        assertThat(clusters.plan(file.file()).changes()).singleElement()
                .satisfies(change -> assertThat(change.description()).contains("task history 2"));
        applied(file.file());
        assertThat(clusters.plan(file.file()).isEmpty()).isTrue();
    }

    @Test
    void aSecondApplyAtTheSameTimeIsToldWhoHoldsTheCluster() {
        try (MachineLock lock = new ClusterStore(folder).lock("demo", "cluster apply", Duration.ZERO)) {
            assertThatThrownBy(() -> clusters.apply(three().file(), false))
                    .isInstanceOfSatisfying(MachineException.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.MACHINE_LOCKED);
                        assertThat(refusal.problem()).contains("cluster apply");
                    });
        }
        assertThat(machines.log()).isEmpty();
    }

    @Test
    void destroyNeedsNoFileAndLeavesNothing() {
        applied(three().file());

        clusters.destroy("demo", false);

        assertThat(machines.machines).isEmpty();
        assertThat(swarm.nodes).isEmpty();
        assertThat(clusters.names()).isEmpty();
        assertThat(folder.resolve("clusters/demo")).doesNotExist();
        assertThatThrownBy(() -> clusters.destroy("demo", false)).isInstanceOfSatisfying(MachineException.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CLUSTER_FILE));
    }

    @Test
    void anInterruptedApplyStopsAndIsGoneOnWith() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> clusters.apply(three().file(), false)).isInstanceOfSatisfying(
                MachineException.class, stopped -> assertThat(stopped.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();

        applied(three().file());
        assertThat(clusters.plan(three().file()).isEmpty()).isTrue();
    }
}
