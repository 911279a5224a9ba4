package dev.jmachine.it.swarm;

import static dev.jmachine.api.SwarmSpec.Role.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.mode.Swarm;
import dev.jmachine.swarm.mode.SwarmNode;
import dev.jmachine.swarm.mode.Swarms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The bad days of three managers, one after the other, until one is left and is made anew from a backup. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SwarmRecoveryIT {
    private static final List<String> NAMES = List.of("a", "b", "c");

    @TempDir
    static Path folder;

    private static SwarmHosts hosts;
    private static Swarms swarms;
    private static final List<String> ALIVE = new ArrayList<>(NAMES);

    @BeforeAll
    static void createThreeManagers() {
        hosts = new SwarmHosts(folder.resolve("store"), NAMES.toArray(String[]::new));
        hosts.create("a", SwarmSpec.beginning());
        hosts.create("b", SwarmSpec.joining("a", MANAGER));
        hosts.create("c", SwarmSpec.joining("a", MANAGER));
        swarms = new Swarms(hosts.machines(), MachineListener.NOOP);
        hosts.host("a").run("echo of value | docker secret create kept -");
    }

    @AfterAll
    static void stopHosts() {
        hosts.close();
    }

    private static Swarm swarm() {
        return swarms.of(ALIVE.get(0));
    }

    private static String other() {
        return ALIVE.stream().filter(name -> !name.equals(swarm().manager())).findFirst().orElseThrow();
    }

    private static ErrorCode refusal(ThrowingCallable call) {
        return catchThrowableOfType(MachineException.class, call).code();
    }

    private static Path backup() {
        return folder.resolve("backup");
    }

    private static Path keyFile() {
        return folder.resolve("store/swarms").resolve(swarm().id()).resolve("unlock-key");
    }

    @Test
    @Order(1)
    void aLockedManagerIsOpenedWithTheKeyOfTheStoreAndWithNoOther() throws IOException {
        swarm().autolock(true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile()))).isEqualTo("rw-------");
        assertThat(swarm().status().autolock()).isTrue();
        String locked = other();
        hosts.host(locked).run("systemctl restart docker");
        assertThat(hosts.host(locked).run("docker info -f '{{.Swarm.LocalNodeState}}' 2> /dev/null"))
                .isEqualTo("locked");

        assertThat(refusal(() -> swarm().unlock(locked, "SWMKEY-1-7c37Cc8654o6p38HnroywCi19pllOnGtbdZEgtKxZu8")))
                .isEqualTo(ErrorCode.SWARM_LOCKED);
        swarm().unlock(locked, "");

        assertThat(hosts.host(locked).run("docker info -f '{{.Swarm.LocalNodeState}}'")).isEqualTo("active");
        assertThat(refusal(() -> swarm().backup(backup()))).isEqualTo(ErrorCode.WRONG_STATE);
        swarm().autolock(false);
        assertThat(keyFile()).doesNotExist();
        assertThat(swarm().unlockKey()).isEmpty();
    }

    @Test
    @Order(2)
    void aBackupLeavesTheSwarmAsItWasAndIsForItsOwnerAlone() throws IOException {
        String leader = swarm().manager();

        swarm().backup(backup());

        assertThat(swarm().nodes()).hasSize(3).allMatch(SwarmNode::healthy);
        assertThat(swarm().manager()).isEqualTo(leader);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup()))).isEqualTo("rw-------");
        for (String name : NAMES) {
            assertThat(hosts.host(name).run("ls /var/lib/docker; systemctl is-active docker docker.socket"))
                    .doesNotContain("backup").doesNotContain("inactive");
        }
    }

    @Test
    @Order(3)
    void aNewAuthorityIsThatOfAllNodesWhenTheCallReturns() {
        String before = trustRoots();

        swarm().rotateAuthority();

        assertThat(trustRoots().lines().distinct()).hasSize(1).doesNotContain(before);
        assertThat(swarm().nodes()).allMatch(SwarmNode::healthy);
    }

    private static String trustRoots() {
        return hosts.host("a").run("docker node inspect -f '{{.Description.TLSInfo.TrustRoot | json}}'"
                + " $(docker node ls -q) | sort -u");
    }

    @Test
    @Order(4)
    void whenTheLeadersHostIsKilledAnotherManagerIsAskedAndTheDeadOneIsForgottenByOneCall() {
        String leader = swarm().manager();
        hosts.host(leader).close();
        ALIVE.remove(leader);

        assertThat(swarms.of(leader).manager()).isIn(ALIVE);
        hosts.host(swarm().manager()).run("docker secret inspect kept");
        assertThat(swarm().heal()).containsExactly(leader);

        assertThat(swarm().nodes()).hasSize(2).allMatch(SwarmNode::healthy);
        assertThat(swarm().heal()).isEmpty();
    }

    @Test
    @Order(5)
    void withoutAMajorityTheLastManagerIsMadeTheOnlyOneAndTheSwarmGoesOn() {
        String id = swarm().id();
        assertThat(refusal(() -> swarms.recover(ALIVE.get(0)))).isEqualTo(ErrorCode.WRONG_STATE);
        assertThat(refusal(() -> swarm().backup(backup()))).isEqualTo(ErrorCode.SWARM_QUORUM);
        String lost = other();
        hosts.host(lost).close();
        ALIVE.remove(lost);
        Machine survivor = hosts.machines().get(ALIVE.get(0));

        // For some seconds a leader goes on answering from what it knows.
        Deadline.after(Duration.ofMinutes(1)).await("the majority to be missed", Duration.ofMillis(500),
                () -> !hosts.host(survivor.name()).run("docker info -f '{{.Swarm.Error}}' 2> /dev/null").isEmpty());
        assertThat(refusal(() -> swarms.withId(id).heal())).isEqualTo(ErrorCode.SWARM_QUORUM);
        Swarm recovered = swarms.recover(survivor.name());
        assertThat(recovered.heal()).containsExactly(lost);

        assertThat(recovered.id()).isEqualTo(id);
        assertThat(recovered.nodes()).hasSize(1).allMatch(SwarmNode::healthy).allMatch(SwarmNode::leader);
        hosts.host(survivor.name()).run("docker secret inspect kept");
    }

    @Test
    @Order(6)
    void aBackupIsRestoredIntoANewCluster() {
        String survivor = ALIVE.get(0);
        assertThat(refusal(() -> swarms.restore(survivor, backup()))).isEqualTo(ErrorCode.SWARM_OTHER);
        swarm().leave(survivor, true);

        Swarm restored = swarms.restore(survivor, backup());

        hosts.host(survivor).run("docker secret inspect kept");
        assertThat(restored.heal()).hasSize(2);
        assertThat(restored.nodes()).hasSize(1).allMatch(SwarmNode::healthy);
        assertThat(hosts.host(survivor).run("ls /var/lib/docker")).doesNotContain("restore");
    }
}
