package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostPortsTest {

    @Test
    void aPortThatIsListenedOnIsNotFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(HostPorts.free(taken.getLocalPort())).isFalse();
            assertThat(HostPorts.freeOrSpare(taken.getLocalPort(), Set.of())).isBetween(30_000, 32_700);
        }
    }

    @Test
    void aPortThatIsListenedOnAtAllAddressesIsNotFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(HostPorts.free(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void aFreePortIsTakenAsItIs() throws IOException {
        int port = releasedPort();
        assertThat(HostPorts.freeOrSpare(port, Set.of())).isEqualTo(port);
        assertThat(HostPorts.freeOrSpare(port, Set.of(port))).isNotEqualTo(port);
    }

    @Test
    void portsOfOneMachineAreNeverTheSame() throws IOException {
        int port = releasedPort();
        GuestNetwork network = new GuestNetwork(1, port, port,
                List.of(new PortForward("tcp", HostPorts.LOOPBACK, port, 80))).withFreePorts();
        assertThat(Set.of(network.sshPort(), network.enginePort(), port)).hasSize(3);
    }

    @Test
    void udpAndTcpPortsAreDifferentThings() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(HostPorts.LOOPBACK, 0))) {
            int port = taken.getLocalPort();
            assertThat(HostPorts.problem(new PortForward("udp", HostPorts.LOOPBACK, port, 53))).contains("in use");
            assertThat(HostPorts.problem(new PortForward("tcp", HostPorts.LOOPBACK, port, 53))).isEmpty();
        }
    }

    private static int releasedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
