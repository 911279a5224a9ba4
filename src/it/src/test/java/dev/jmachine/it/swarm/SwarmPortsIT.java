package dev.jmachine.it.swarm;

import static dev.jmachine.api.SwarmSpec.Role.MANAGER;
import static dev.jmachine.api.SwarmSpec.Role.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.mode.SwarmNode;
import dev.jmachine.swarm.mode.Swarms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that is to join a swarm, and what stands between it and the manager. Each test leaves it in no swarm. */
class SwarmPortsIT {
    private static final Duration IN_GOOD_TIME = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static SwarmHosts hosts;
    private static String manager;
    private static String newcomer;

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final Swarms swarms = new Swarms(hosts.machines(), new MachineListener() {
        @Override
        public void notice(MachineEvent.Notice event) {
            notices.add(event.message());
        }
    });

    @BeforeAll
    static void createTwo() {
        hosts = new SwarmHosts(folder.resolve("store"), "a", "b");
        hosts.create("a", SwarmSpec.beginning());
        hosts.create("b", SwarmSpec.NONE);
        manager = hosts.host("a").address();
        newcomer = hosts.host("b").address();
    }

    @AfterAll
    static void stopHosts() {
        hosts.close();
    }

    @AfterEach
    void openAllAndLeave() {
        for (String name : List.of("a", "b")) {
            hosts.host(name).run("nft delete table inet closed 2> /dev/null; test -x /usr/bin/perl"
                    + " || mv /usr/bin/perl.hidden /usr/bin/perl");
        }
        if (swarms.of("a").nodes().size() > 1) {
            swarms.of("a").leave("b", true);
        }
    }

    /** Has a host lose packets silently, as firewalls do. */
    private static void close(String name, String rule) {
        hosts.host(name).run("nft add table inet closed"
                + " && nft 'add chain inet closed input { type filter hook input priority -10; }'"
                + " && nft add rule inet closed input " + rule);
    }

    private MachineException refusal(SwarmSpec.Role role) {
        long start = System.nanoTime();
        MachineException failure = catchThrowableOfType(MachineException.class,
                () -> swarms.of("a").join("b", SwarmSpec.joining("a", role)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_GOOD_TIME);
        assertThat(failure.code()).isEqualTo(ErrorCode.SWARM_PORTS);
        assertThat(hosts.host("b").run("docker info -f '{{.Swarm.LocalNodeState}}'")).isEqualTo("inactive");
        assertThat(hosts.host("a").run("pgrep -c perl || true")).isEqualTo("0");
        assertThat(hosts.host("b").run("pgrep -c perl || true")).isEqualTo("0");
        return failure;
    }

    @Test
    void aPortThatIsClosedIsNamedWithProtocolDirectionAndTheRuleToOpenItAndOnceOpenTheMachineJoins() {
        close("b", "udp dport 7946 drop");

        assertThat(refusal(WORKER).problem()).isEqualTo("7946/udp from a (%1$s) does not reach b at %2$s: open 7946/udp"
                + " on b for a (%1$s).", manager, newcomer);

        hosts.host("b").run("nft delete table inet closed");
        swarms.of("a").join("b", SwarmSpec.joining("a", WORKER));
        assertThat(swarms.of("a").nodes()).allMatch(SwarmNode::healthy).extracting(SwarmNode::address)
                .containsExactly(manager, newcomer);
        assertThat(notices).anyMatch(notice -> notice.startsWith("Other nodes reach it at " + newcomer + ": "));
    }

    @Test
    void portsThatTheManagersEngineOrItsKernelHoldsAreTriedToo() {
        close("a", "ip saddr " + newcomer + " meta l4proto { tcp, udp } th dport { 2377, 4789 } drop");

        assertThat(refusal(WORKER).problem()).isEqualTo("2377/tcp (no answer), 4789/udp from b (%2$s) does not reach a"
                + " at %1$s: open 2377/tcp, 4789/udp on a for b (%2$s).", manager, newcomer);
    }

    @Test
    void aFurtherManagerIsToBeReachedAtTheManagersPort() {
        close("b", "tcp dport 2377 reject with tcp reset");

        assertThat(refusal(MANAGER).problem()).isEqualTo("2377/tcp (Connection refused) from a (%1$s) does not reach b"
                + " at %2$s: open 2377/tcp on b for a (%1$s).", manager, newcomer);
    }

    @Test
    void machinesWithoutANetworkInCommonAreToldSo() {
        close("b", "ip saddr " + manager + " meta l4proto { tcp, udp } th dport != 22 drop");

        assertThat(refusal(WORKER).problem()).contains("Nothing from a (" + manager + ") reaches b at " + newcomer);
    }

    @Test
    void anAddressThatIsNotTheMachinesOwnIsRefused() {
        MachineException failure = catchThrowableOfType(MachineException.class, () -> swarms.of("a").join("b",
                SwarmSpec.joining("a", WORKER).withAddresses(manager, "")));

        assertThat(failure.code()).isEqualTo(ErrorCode.SWARM_PORTS);
        assertThat(failure.problem()).startsWith(
                "7946/udp, 4789/udp from a (" + manager + ") does not reach b at " + manager);
    }

    @Test
    void aHostThatCannotBeLookedAtIsToldSoAndJoinsNevertheless() {
        hosts.host("b").run("mv /usr/bin/perl /usr/bin/perl.hidden");

        swarms.of("a").join("b", SwarmSpec.joining("a", WORKER));

        assertThat(notices).contains(
                "The ports between b and other nodes could not be checked: Perl is not installed there.");
        assertThat(swarms.of("a").nodes()).hasSize(2).allMatch(SwarmNode::healthy);
    }
}
