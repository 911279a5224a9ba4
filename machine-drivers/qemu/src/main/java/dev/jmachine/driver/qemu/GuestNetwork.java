package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.HostPorts;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.MachineNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a guest is reached.
 *
 * @param slot the machine's slot, from which its addresses follow
 * @param sshPort port of the loopback address that leads to its SSH server
 * @param enginePort port of the loopback address that leads to its engine
 * @param forwards further ports of this computer that lead into it
 */
record GuestNetwork(int slot, int sshPort, int enginePort, List<PortForward> forwards) {
    private static final int SSH = 22;

    GuestNetwork {
        forwards = List.copyOf(forwards);
    }

    /** Read what was saved. */
    static GuestNetwork of(DriverState state) {
        return new GuestNetwork(
                (int) state.number("Slot", 0),
                (int) state.number("SSHPort", 0),
                (int) state.number("EnginePort", 0),
                state.list("Forwards").stream().map(PortForward::parse).toList());
    }

    /** Return what is to be saved. */
    Map<String, Object> toState() {
        return Map.of(
                "IPAddress", HostPorts.LOOPBACK,
                "Slot", slot,
                "SSHPort", sshPort,
                "EnginePort", enginePort,
                "PeerAddress", peerAddress(),
                "Forwards", forwards.stream().map(PortForward::toString).toList());
    }

    /** Return the same network with ports for SSH and the engine that can be listened on now. */
    GuestNetwork withFreePorts() {
        Set<Integer> avoid = forwards.stream().map(PortForward::hostPort).collect(Collectors.toSet());
        int freeSshPort = HostPorts.freeOrSpare(sshPort, avoid);
        avoid.add(freeSshPort);
        return new GuestNetwork(slot, freeSshPort, HostPorts.freeOrSpare(enginePort, avoid), forwards);
    }

    /**
     * Check that the ports that the user has chosen can be listened on now.
     *
     * @throws MachineException with {@link ErrorCode#PORT_IN_USE}, or {@link ErrorCode#INVALID_ARGUMENT} if they never
     *     can
     */
    void requireForwards() {
        for (PortForward forward : forwards) {
            String problem = HostPorts.problem(forward.protocol(), forward.address(), forward.hostPort());
            if (!problem.isEmpty()) {
                boolean taken = problem.contains("in use");
                throw new MachineException(taken ? ErrorCode.PORT_IN_USE : ErrorCode.INVALID_ARGUMENT,
                        "Looking at --" + QemuOptions.FORWARD + " " + forward,
                        "Port " + forward.hostPort() + " of " + forward.address() + " cannot be listened on: "
                                + problem);
            }
        }
    }

    /** Return the address at which other machines of the store reach it. */
    String peerAddress() {
        return SharedNetwork.address(slot);
    }

    /** Return all ports of this computer that lead into it. */
    List<PortForward> allForwards() {
        List<PortForward> all = new ArrayList<>();
        all.add(PortForward.local(sshPort, SSH));
        all.add(PortForward.local(enginePort, MachineNetwork.DEFAULT_ENGINE_PORT));
        all.addAll(forwards);
        return all;
    }
}
