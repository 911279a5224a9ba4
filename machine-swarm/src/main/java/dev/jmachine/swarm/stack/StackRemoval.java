package dev.jmachine.swarm.stack;

import dev.jmachine.api.Deadline;
import dev.jmachine.spi.ProgressSink;
import dev.jmachine.swarm.mode.SwarmNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes a stack away by the engine's API, in the order in which {@code docker stack rm} does, and waits for its end.
 *
 * @param api the API
 * @param stack the stack's name
 */
record StackRemoval(StackApi api, String stack) {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofMillis(300);
    private static final List<String> KINDS = List.of("services", "secrets", "configs", "networks");

    /** Return whether there is anything of the stack. */
    boolean needed() {
        return KINDS.stream().anyMatch(kind -> !api.objects(kind, stack).isEmpty()) || !tasksLeft().isEmpty();
    }

    /** Remove all of it. */
    void run(ProgressSink sink) {
        Deadline deadline = Deadline.after(LIMIT);
        for (String kind : KINDS) {
            sink.progress(kind);
            // A network, a secret or a config is in use until the last of the tasks is gone.
            deadline.await("the " + kind + " of the stack " + stack + " to go", INTERVAL, () -> removed(kind));
        }
        sink.progress("tasks");
        deadline.await("the tasks of the stack " + stack + " to end", INTERVAL, () -> tasksLeft().isEmpty());
    }

    private boolean removed(String kind) {
        List<String> ids = api.objects(kind, stack).stream().map(object ->
                object.text(kind.equals("networks") ? "Id" : "ID")).toList();
        ids.forEach(id -> api.delete(kind, id));
        return ids.isEmpty();
    }

    /** Return the tasks that are not gone, but for those on nodes that are down: their end cannot be told. */
    private List<Task> tasksLeft() {
        Set<String> working = api.swarm().nodes().stream().filter(node -> node.state().equals("ready"))
                .map(SwarmNode::id).collect(Collectors.toSet());
        return api.tasks(stack).stream().map(Task::new)
                .filter(task -> task.node().isEmpty() || working.contains(task.node())).toList();
    }
}
