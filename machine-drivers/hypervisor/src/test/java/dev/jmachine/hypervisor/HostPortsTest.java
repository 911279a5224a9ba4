package dev.jmachine.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
    void udpAndTcpPortsAreDifferentThings() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(HostPorts.LOOPBACK, 0))) {
            int port = taken.getLocalPort();
            assertThat(HostPorts.problem("udp", HostPorts.LOOPBACK, port)).contains("in use");
            assertThat(HostPorts.problem("tcp", HostPorts.LOOPBACK, port)).isEmpty();
        }
    }

    private static int releasedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
