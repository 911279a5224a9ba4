package dev.jmachine.swarm.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortFindingsTest {
    private static final List<NodeAddress> SHARED = List.of(NodeAddress.of("10.90.0.4", "shared"));
    private static final Peer MANAGER =
            new Peer("a", null, true, List.of(NodeAddress.of("10.90.0.3", "known").withDataPath("10.8.0.3")));
    private static final List<String> NEWCOMERS = List.of("received udp 4789 1 0 10.90.0.3",
            "received udp 7946 1 0 10.90.0.3", "connected tcp 2377 1 0", "connected tcp 7946 1 0", "done");
    private static final List<String> MANAGERS = List.of("received udp 4789 0 0 10.90.0.4",
            "received udp 7946 0 0 10.90.0.4", "connected tcp 7946 0 0", "done");

    private static PortFindings findings(List<NodeAddress> routes, List<String> newcomers, List<String> managers) {
        List<Peer> peers = List.of(new Peer("b", null, false, routes), MANAGER);
        return new PortFindings(new PortProbe(peers, 4789), peers,
                List.of(Optional.of(newcomers), Optional.ofNullable(managers)));
    }

    private static List<String> without(List<String> report, String line, String... instead) {
        List<String> changed = new ArrayList<>(report);
        assertThat(changed.removeIf(each -> each.startsWith(line))).isTrue();
        changed.addAll(List.of(instead));
        return changed;
    }

    @Test
    void nothingIsClosedWhenAllCameThrough() {
        assertThat(findings(SHARED, NEWCOMERS, MANAGERS).closed(0)).isEmpty();
    }

    @Test
    void aClosedPortIsNamedWithProtocolDirectionAndRule() {
        PortFindings findings = findings(SHARED, without(NEWCOMERS, "received udp 7946"), MANAGERS);

        assertThat(findings.problem(0)).isEqualTo("7946/udp from a (10.90.0.3) does not reach b at 10.90.0.4: "
                + "open 7946/udp on b for a (10.90.0.3).");
    }

    @Test
    void aRefusalIsToldAsTheHostHadIt() {
        PortFindings findings = findings(SHARED,
                without(NEWCOMERS, "connected tcp 2377", "trouble tcp 2377 1 0 Connection refused"), MANAGERS);

        assertThat(findings.problem(0)).isEqualTo("2377/tcp (Connection refused) from b (10.90.0.4) does not reach a at"
                + " 10.90.0.3: open 2377/tcp on a for b (10.90.0.4).");
    }

    @Test
    void theTrafficOfContainersIsTriedAtItsOwnAddress() {
        PortFindings findings = findings(SHARED, NEWCOMERS, without(MANAGERS, "received udp 4789"));

        assertThat(findings.problem(0)).contains("4789/udp from b (10.90.0.4) does not reach a at 10.8.0.3");
    }

    @Test
    void whenNothingCrossesTheMachinesHaveNoNetworkInCommon() {
        PortFindings findings = findings(SHARED, List.of("connected tcp 2377 1 0", "connected tcp 7946 1 0", "done"),
                without(MANAGERS, "connected tcp 7946"));

        assertThat(findings.problem(0)).isEqualTo("Nothing from a (10.90.0.3) reaches b at 10.90.0.4: they have no"
                + " network in common there, or a firewall stands between them; open 7946/tcp, 7946/udp, 4789/udp on b for a"
                + " (10.90.0.3).");
    }

    @Test
    void eachAddressOfANewcomerIsJudgedByItself() {
        List<NodeAddress> routes = List.of(NodeAddress.of("10.91.0.15", "first"), SHARED.get(0));
        PortFindings findings = findings(routes, NEWCOMERS.stream().map(line -> line.replace(" 1 0", " 1 1")).toList(),
                MANAGERS.stream().map(line -> line.replace(" 0 0", " 0 1")).toList());

        assertThat(findings.closed(0)).hasSize(7);
        assertThat(findings.closed(1)).isEmpty();
    }

    @Test
    void ofAMachineThatCannotBeAskedOnlyItsEnginesOwnPortsAreJudged() {
        PortFindings findings = findings(SHARED, without(NEWCOMERS.subList(2, 5), "connected tcp 2377"), null);

        assertThat(findings.closed(0)).containsExactly(new Crossing(0, 1, "tcp", 2377));
    }

    @Test
    void thePlanOfEachSideFitsThatOfTheOther() {
        List<Peer> peers = List.of(new Peer("b", null, false, SHARED), MANAGER);
        PortProbe probe = new PortProbe(peers, 4790);

        assertThat(probe.plan(0).lines().skip(1)).containsExactlyInAnyOrder("listen 7946",
                "connect 2377 10.90.0.3 1 0", "connect 7946 10.90.0.3 1 0", "send 7946 10.90.0.3 1 0",
                "send 4790 10.8.0.3 1 0", "expect 7946 1 0", "expect 4790 1 0");
        assertThat(probe.plan(1).lines().skip(1)).containsExactlyInAnyOrder("connect 7946 10.90.0.4 0 0",
                "send 7946 10.90.0.4 0 0", "send 4790 10.90.0.4 0 0", "expect 7946 0 0", "expect 4790 0 0");
        assertThat(probe.plan(0).lines().findFirst().orElseThrow().split(" ")[1])
                .isEqualTo(probe.plan(1).lines().findFirst().orElseThrow().split(" ")[1]);
    }
}
