package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.virtualbox.objects.NetworkCard;
import dev.jmachine.hypervisor.HostPorts;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.MachineNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Addresses and ports of one machine.
 *
 * @param slot the machine's slot; 0 for none
 * @param natAddress address at which the host's ports lead into it
 * @param sshPort port of that address for SSH
 * @param enginePort port of that address for the engine
 * @param peerAddress address at which other machines reach it; empty for one of docker-machine's
 */
record GuestNetwork(int slot, String natAddress, int sshPort, int enginePort, String peerAddress) {
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
                "IPAddress", hostOnly ? peerAddress : natAddress));
    }

    /** Return the same with ports of this computer that can be listened on now. */
    GuestNetwork withFreePorts() {
        int freeSshPort = HostPorts.freeOrSpare(sshPort, List.of());
        return new GuestNetwork(slot, natAddress, freeSshPort,
                HostPorts.freeOrSpare(enginePort, List.of(freeSshPort)), peerAddress);
    }

    /** Let the host's ports lead into the machine. */
    void forward(NetworkCard outward) {
        outward.redirect("ssh", natAddress, sshPort, SSH);
        outward.redirect("docker", natAddress, enginePort, MachineNetwork.DEFAULT_ENGINE_PORT);
    }

    /**
     * Check that the machine has got addresses.
     *
     * @throws MachineException with {@link ErrorCode#WRONG_STATE}
     */
    void require() {
        if (sshPort == 0) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Looking for the machine's address",
                    "It has none yet: its creation was cut short.");
        }
    }
}
