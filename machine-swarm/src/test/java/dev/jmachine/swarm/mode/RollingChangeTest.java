package dev.jmachine.swarm.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec.Availability;
import dev.jmachine.api.SwarmSpec.Role;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rolling changes of a swarm whose nodes do as they are told. */
class RollingChangeTest {
    @TempDir
    Path store;

    private final FakeRollingNodes nodes = new FakeRollingNodes();
    private RollingChange change;

    @BeforeEach
    void prepare() {
        Machines machines = stub(Machines.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "storagePath" -> store;
            case "get" -> machine((String) arguments[0]);
            default -> throw new AssertionError(method.getName());
        });
        change = new RollingChange(machines, MachineListener.NOOP, nodes);
        nodes.add("m1", Role.MANAGER, true).add("m2", Role.MANAGER, false).add("m3", Role.MANAGER, false)
                .add("w1", Role.WORKER, false).add("w2", Role.WORKER, false);
    }

    private static Machine machine(String name) {
        return stub(Machine.class, (proxy, method, arguments) -> method.getName().equals("name") ? name : "none");
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Consumer<Machine> upgrade() {
        return machine -> {
            assertThat(nodes.node(machine.name()).availability()).isEqualTo(Availability.DRAIN);
            nodes.log().add("change " + machine.name());
        };
    }

    private MachineException failure(List<String> names, Consumer<Machine> action) {
        return catchThrowableOfType(MachineException.class, () -> change.run(names, action));
    }

    private List<String> changed() {
        return nodes.log().stream().filter(entry -> entry.startsWith("change ")).toList();
    }

    @Test
    void workersComeFirstAndTheLeaderLastAndEachIsBackBeforeTheNext() {
        assertThat(change.run(upgrade())).containsExactly("w1", "w2", "m2", "m3", "m1");

        assertThat(nodes.log()).startsWith("out w1", "change w1", "look at w1", "back w1 ACTIVE", "out w2")
                .endsWith("back m3 ACTIVE", "out m1", "change m1", "look at m1", "back m1 ACTIVE");
    }

    @Test
    void aMachineThatWasOffIsWaitedForUntilItsNodeIsBackAndOneThatIsNoNodeIsNot() {
        nodes.unsettledFor(2);

        change.awaitReady(machine("w1"));
        change.awaitReady(machine("stranger"));

        assertThat(nodes.log()).containsExactly("look at w1", "look at w1", "look at w1");
    }

    @Test
    void aLeaderThatIsChosenMeanwhileComesLast() {
        assertThat(change.run(List.of("m1", "m2", "m3"), upgrade().andThen(machine -> nodes.leader("m3"))))
                .containsExactly("m2", "m1", "m3");
    }

    @Test
    void aNodeGetsBackTheAvailabilityThatItHad() {
        nodes.availability("w1", Availability.PAUSE, Map.of());
        nodes.availability("w2", Availability.DRAIN, Map.of());

        change.run(List.of("w1", "w2"), upgrade());

        assertThat(nodes.log()).contains("back w1 PAUSE", "back w2 DRAIN");
    }

    @Test
    void aNodeThatAChangeCutShortLeftDrainedGetsBackWhatItHadBefore() {
        nodes.availability("w1", Availability.DRAIN, Map.of(RollingChange.MARK, "ACTIVE"));

        change.run(List.of("w1"), upgrade());

        assertThat(nodes.node("w1").availability()).isEqualTo(Availability.ACTIVE);
        assertThat(nodes.node("w1").labels()).isEmpty();
    }

    @Test
    void theFirstFailureEndsItAndSaysWhatIsDoneAndPutsTheNodeBack() {
        MachineException failure = failure(List.of("w1", "w2", "m2"), upgrade().andThen(machine -> {
            if (machine.name().equals("w2")) {
                throw new MachineException(ErrorCode.ENGINE_UPGRADE_FAILED, "Upgrading", "The disk is full.");
            }
        }));

        assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_UPGRADE_FAILED);
        assertThat(failure.machine()).contains("w2");
        assertThat(failure.problem()).isEqualTo("The disk is full. Done: w1. Not done: w2, m2.");
        assertThat(nodes.node("w2").availability()).isEqualTo(Availability.ACTIVE);
        assertThat(changed()).containsExactly("change w1", "change w2");
    }

    @Test
    void itIsWaitedForUntilTheNodesOwnEngineSaysThatItIsOneAgain() {
        nodes.unsettledFor(2);

        change.run(List.of("w1"), upgrade());

        assertThat(nodes.log()).containsExactly(
                "out w1", "change w1", "look at w1", "look at w1", "look at w1", "back w1 ACTIVE");
    }

    @Test
    void nothingIsTouchedWhenAnyOfThemIsDownOrNoNode() {
        nodes.state("w2", "down");

        assertThat(failure(List.of("w1", "w2"), upgrade())).returns(ErrorCode.WRONG_STATE, MachineException::code)
                .hasMessageContaining("down");
        assertThat(failure(List.of("w1", "stranger"), upgrade()).code()).isEqualTo(ErrorCode.SWARM_NOT_FOUND);
        assertThat(nodes.log()).isEmpty();
    }

    @Test
    void aManagerThatCannotBeSparedStays() {
        nodes.state("m3", "down");

        assertThat(failure(List.of("m2"), upgrade()).code()).isEqualTo(ErrorCode.SWARM_QUORUM);

        assertThat(nodes.log()).isEmpty();
    }
}
