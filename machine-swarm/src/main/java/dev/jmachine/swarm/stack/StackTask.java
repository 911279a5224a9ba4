package dev.jmachine.swarm.stack;

import java.time.Instant;

/**
 * One task of a service of a stack: a container on a node, or what there was or is to be of one.
 *
 * @param id its id
 * @param name its name, such as {@code web.2}, or {@code web.NODE} of a service that runs on each node
 * @param image its image
 * @param node the host name of its node; empty when it has none
 * @param wanted the state it should have, such as {@code running}
 * @param state the state it has, such as {@code preparing}
 * @param since since when
 * @param problem what it failed with; empty when it did not
 */
public record StackTask(
        String id, String name, String image, String node, String wanted, String state, Instant since, String problem) {
}
