package dev.jmachine.swarm.mode;

/**
 * Where a node is reached by the others.
 *
 * @param advertise the address that the others are told
 * @param dataPath the address for the traffic of containers
 * @param reason why this one, as the end of a sentence
 */
record NodeAddress(String advertise, String dataPath, String reason) {

    /** Return the same address for both kinds of traffic. */
    static NodeAddress of(String address, String reason) {
        return new NodeAddress(address, address, reason);
    }

    /** Return this with another address for the traffic of containers; empty for the advertised one. */
    NodeAddress withDataPath(String address) {
        return address.isEmpty() ? this : new NodeAddress(advertise, address, reason);
    }

    /** Return the sentence that tells the user of the choice. */
    String sentence() {
        String data = dataPath.equals(advertise) ? "" : ", containers' traffic at " + dataPath;
        return "Other nodes reach it at " + advertise + data + ": " + reason + ".";
    }

    /** Return the address to listen at: all there are, of the advertised address's kind. */
    String listen() {
        return advertise.contains(":") ? "[::]:2377" : "0.0.0.0:2377";
    }
}
