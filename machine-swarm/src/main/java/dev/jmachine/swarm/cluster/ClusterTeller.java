package dev.jmachine.swarm.cluster;

import dev.jmachine.api.MachineListener;
import dev.jmachine.operation.Events;
import dev.jmachine.operation.Operation;
import dev.jmachine.operation.Step;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Tells the listener of work that no machine's own operation tells: each piece as an operation of one step.
 *
 * @param listener who is told
 * @param cluster the cluster's name, which stands in the machine's place for what concerns all of it
 */
record ClusterTeller(MachineListener listener, String cluster) {

    /** Do a piece of work on the cluster as a whole. */
    void tell(String id, String title, Runnable work) {
        tell(cluster, id, title, work);
    }

    /** Do a piece of work on a machine. */
    void tell(String machine, String id, String title, Runnable work) {
        Events events = new Events(listener, Clock.systemUTC(), machine, null);
        new Operation<>(id, List.of(new Piece(id, title))).run(events, work, Optional.empty());
    }

    /** Tell the user something. */
    void notice(String message) {
        new Events(listener, Clock.systemUTC(), cluster, null).notice(message);
    }

    /** One piece of work as a step. */
    private record Piece(String id, String title) implements Step<Runnable> {
        @Override
        public void run(Runnable work) {
            work.run();
        }
    }
}
