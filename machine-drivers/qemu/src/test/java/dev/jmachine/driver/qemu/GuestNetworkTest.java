package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.hypervisor.HostPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuestNetworkTest {

    @Test
    void portsOfOneMachineAreNeverTheSame() throws IOException {
        int port = releasedPort();
        GuestNetwork network = new GuestNetwork(1, port, port,
                List.of(new PortForward("tcp", HostPorts.LOOPBACK, port, 80))).withFreePorts();
        assertThat(Set.of(network.sshPort(), network.enginePort(), port)).hasSize(3);
    }

    private static int releasedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
