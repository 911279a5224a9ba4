package dev.jmachine.swarm.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressChoiceTest {
    private static final HostAddresses GUEST = HostAddresses.read("""
            2: eth0    inet 10.91.0.15/24 brd 10.91.0.255 scope global eth0\\       valid_lft forever
            3: eth1    inet 10.90.0.3/16 brd 10.90.255.255 scope global eth1\\       valid_lft forever
            4: docker0    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0\\       valid_lft forever

            10.90.0.2 dev eth1 src 10.90.0.3 uid 1000
                cache
            192.0.2.1 via 10.91.0.2 dev eth0 src 10.91.0.15 uid 1000
                cache
            """);
    private static final HostAddresses SERVER = HostAddresses.read("""
            2: eth0    inet 10.0.0.7/24 brd 10.0.0.255 scope global dynamic eth0\\       valid_lft 3000sec

            192.0.2.1 via 10.0.0.1 dev eth0 src 10.0.0.7 uid 0
            """);

    private static List<String> addresses(Optional<String> shared, Optional<String> reached, HostAddresses own) {
        return AddressChoice.routes(shared, reached, own).stream().map(NodeAddress::advertise).toList();
    }

    @Test
    void theNetworkThatMachinesOfTheDriverShareComesFirst() {
        assertThat(addresses(Optional.of("10.90.0.3"), Optional.empty(), GUEST))
                .containsExactly("10.90.0.3", "10.91.0.15");
    }

    @Test
    void aHostBehindForwardedPortsIsReachedAtTheAddressThatItUsesTowardTheSwarm() {
        assertThat(addresses(Optional.empty(), Optional.empty(), GUEST)).startsWith("10.90.0.3");
    }

    @Test
    void theAddressAtWhichWeReachAHostIsTakenWhenItIsTheHostsOwn() {
        assertThat(addresses(Optional.empty(), Optional.of("10.0.0.7"), SERVER)).containsExactly("10.0.0.7");
    }

    @Test
    void aHostsPrivateAddressComesBeforeThePublicOneThatIsTranslated() {
        assertThat(addresses(Optional.empty(), Optional.of("203.0.113.9"), SERVER))
                .containsExactly("10.0.0.7", "203.0.113.9");
    }

    @Test
    void ofAHostThatCannotBeAskedOnlyTheAddressAtWhichWeReachItIsKnown() {
        assertThat(addresses(Optional.empty(), Optional.of("203.0.113.9"), HostAddresses.UNKNOWN))
                .containsExactly("203.0.113.9");
        assertThat(addresses(Optional.empty(), Optional.empty(), HostAddresses.UNKNOWN)).isEmpty();
    }

    @Test
    void theEnginesOwnNetworksAreNoAddressesOfTheHost() {
        assertThat(GUEST.has("172.17.0.1")).isFalse();
        assertThat(GUEST.resolved("docker0")).isEqualTo("docker0");
        assertThat(GUEST.resolved("eth1")).isEqualTo("10.90.0.3");
    }

    @Test
    void theChoiceIsSaidWithTheOtherAddressForContainersWhereThereIsOne() {
        NodeAddress address = NodeAddress.of("10.90.0.3", "it was asked for");

        assertThat(address.withDataPath("").sentence())
                .isEqualTo("Other nodes reach it at 10.90.0.3: it was asked for.");
        assertThat(address.withDataPath("10.8.0.3").sentence()).contains("10.90.0.3, containers' traffic at 10.8.0.3:");
    }
}
