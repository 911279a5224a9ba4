package dev.jmachine.swarm.mode;

import dev.jmachine.api.Machine;
import dev.jmachine.api.SwarmSpec;
import java.util.List;

/**
 * The addresses that a machine has in a swarm.
 *
 * @param advertise the address or interface at which other nodes reach it
 * @param dataPath the address or interface for the traffic of containers
 * @param reason why these, for the user; empty when the user has chosen
 */
record AddressChoice(String advertise, String dataPath, String reason) {

    /**
     * Choose the addresses of a machine.
     *
     * @param managers the managers of the swarm that it is to join; none for a new one
     */
    static AddressChoice of(Machine machine, List<Machine> managers, SwarmSpec wish) {
        if (!wish.advertiseAddress().isEmpty()) {
            return new AddressChoice(wish.advertiseAddress(), dataPath(wish, wish.advertiseAddress()), "");
        }
        String address = machine.peerAddress().orElseGet(machine::ip);
        return new AddressChoice(address, dataPath(wish, address), "Other nodes reach this one at " + address + ".");
    }

    private static String dataPath(SwarmSpec wish, String address) {
        return wish.dataPathAddress().isEmpty() ? address : wish.dataPathAddress();
    }

    /** Return the address to listen at: all there are, of the advertised address's kind. */
    String listen() {
        return advertise.contains(":") ? "[::]:2377" : "0.0.0.0:2377";
    }
}
