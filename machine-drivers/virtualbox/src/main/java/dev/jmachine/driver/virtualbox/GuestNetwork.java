package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.driver.virtualbox.objects.NetworkCard;
import dev.jmachine.hypervisor.HostPorts;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.MachineNetwork;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses and ports of one machine.
 *
 * @param slot the machine's slot; 0 for none
 * @param natAddress address at which the host's ports lead into it
 * @param sshPort port of that address for SSH
 * @param enginePort port of that address for the engine; 0 for one of docker-machine's
 * @param peerAddress address at which other machines reach it; empty for one of docker-machine's
 */
record GuestNetwork(int slot, String natAddress, int sshPort, int enginePort, String peerAddress) {
    /** Where the state has the address at which this computer reaches the machine; docker-machine's name of it. */
    static final String ADDRESS = "IPAddress";
    private static final int SSH = 22;

    /** Read what was saved. */
    static GuestNetwork of(DriverState state) {
        String natAddress = state.text("NatAddress");
        return new GuestNetwork((int) state.number("Slot", 0), natAddress.isEmpty() ? HostPorts.LOOPBACK : natAddress,
                (int) state.number("SSHPort", 0), (int) state.number("EnginePort", 0), state.text("PeerAddress"));
    }

    /**
     * Return what is to be saved.
     *
     * @param hostOnly whether the host reaches the machine at the address that the other machines reach it at
     */
    Map<String, Object> toState(boolean hostOnly) {
        return new HashMap<>(Map.of("Slot", slot, "NatAddress", natAddress, "SSHPort", sshPort,
                "EnginePort", enginePort, "PeerAddress", peerAddress,
                ADDRESS, hostOnly ? peerAddress : natAddress));
    }

    /** Return what is to be saved of the ports alone. */
    Map<String, Object> portsToState() {
        return forwardsEngine() ? Map.of("SSHPort", sshPort, "EnginePort", enginePort) : Map.of("SSHPort", sshPort);
    }

    /** Return whether a port leads to the engine; none does into docker-machine's machines. */
    boolean forwardsEngine() {
        return enginePort != 0;
    }

    /** Return the same with ports of this computer that can be listened on now. */
    GuestNetwork withFreePorts() {
        int freeSshPort = HostPorts.freeOrSpare(sshPort, List.of());
        int freeEnginePort = forwardsEngine() ? HostPorts.freeOrSpare(enginePort, List.of(freeSshPort)) : 0;
        return new GuestNetwork(slot, natAddress, freeSshPort, freeEnginePort, peerAddress);
    }

    /** Let the host's ports lead into the machine. */
    void forward(NetworkCard outward) {
        outward.redirect("ssh", natAddress, sshPort, SSH);
        if (forwardsEngine()) {
            outward.redirect("docker", natAddress, enginePort, MachineNetwork.DEFAULT_ENGINE_PORT);
        }
    }

    /**
     * Return where this computer reaches the machine, as the state tells.
     *
     * @param identity the private key to log in with
     * @throws MachineException with {@link ErrorCode#WRONG_STATE} if it has no address
     */
    MachineNetwork reached(DriverState state, Path identity) {
        String address = state.text(ADDRESS);
        require(sshPort != 0, "It has none yet: its creation was cut short.");
        require(!address.isEmpty(), "It is not known: docker-machine has stopped it. Starting it tells.");
        SshEndpoint ssh = new SshEndpoint(state.text("SSHUser"), natAddress, sshPort, List.of(identity));
        // docker-machine's machines, and those on a host-only network, are reached there directly.
        boolean direct = !forwardsEngine() || NetworkSettings.hostOnly(state);
        int port = direct ? MachineNetwork.DEFAULT_ENGINE_PORT : enginePort;
        return new MachineNetwork(address, Optional.of(ssh), URI.create("tcp://" + address + ":" + port),
                MachineNetwork.DEFAULT_ENGINE_PORT, Optional.of(peerAddress.isEmpty() ? address : peerAddress));
    }

    private static void require(boolean known, String otherwise) {
        if (!known) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Looking for the machine's address", otherwise);
        }
    }
}
