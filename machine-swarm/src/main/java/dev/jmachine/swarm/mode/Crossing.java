package dev.jmachine.swarm.mode;

/**
 * One port in one direction between two machines.
 *
 * @param from who speaks
 * @param to who listens
 * @param protocol {@code tcp} or {@code udp}
 * @param port the port of the listener
 */
record Crossing(int from, int to, String protocol, int port) {

    /** Return the port as rules name it, such as {@code 7946/udp}. */
    String rule() {
        return port + "/" + protocol;
    }

    /** Return the first word of the line with which a probe reports that it came through. */
    String success() {
        return protocol.equals("tcp") ? "connected" : "received";
    }

    /** Return who reports that it came through: who connects, or who gets a datagram. */
    int reporter() {
        return protocol.equals("tcp") ? from : to;
    }

    /** Return the other one of the two. */
    int other() {
        return reporter() == from ? to : from;
    }
}
