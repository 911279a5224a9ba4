package dev.jmachine.swarm.mode;

import dev.jmachine.api.Machine;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.spi.ProgressSink;
import java.util.List;

/** What a rolling change asks of a swarm. */
interface RollingNodes {

    /** Return all nodes. */
    List<SwarmNode> all();

    /** Drain a node, having written on it which availability it had. */
    void takeOut(String node, SwarmSpec.Availability before, ProgressSink sink);

    /** Give a node its availability back, and wipe off what was written on it. */
    void putBack(String node, SwarmSpec.Availability before);

    /** Return whether a machine's own engine says that it is a node, after unlocking it where it is locked. */
    boolean settled(Machine machine);
}
