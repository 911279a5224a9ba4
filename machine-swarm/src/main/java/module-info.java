/**
 * Machines enrolled in swarms, clusters described in files, and stacks on top.
 *
 * @provides dev.jmachine.spi.SwarmEnrolment
 */
module dev.jmachine.swarm {
    requires transitive dev.jmachine.core;
    requires org.snakeyaml.engine;

    exports dev.jmachine.swarm.cluster;
    exports dev.jmachine.swarm.cluster.file;
    exports dev.jmachine.swarm.mode;
    exports dev.jmachine.swarm.stack;

    provides dev.jmachine.spi.SwarmEnrolment with dev.jmachine.swarm.mode.StoreSwarmEnrolment;
}
