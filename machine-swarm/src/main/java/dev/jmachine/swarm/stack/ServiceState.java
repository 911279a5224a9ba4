package dev.jmachine.swarm.stack;

import dev.jmachine.json.JsonObject;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A service and its tasks at one moment, and what follows from that.
 *
 * @param object the service as the engine's API tells it, with the status of its tasks
 * @param tasks its tasks, the newest first
 */
record ServiceState(JsonObject object, List<Task> tasks) {
    private static final int MOST_PROBLEMS = 3;
    /** A registry may fail for a moment, a node may be full for a moment. */
    private static final int ATTEMPTS = 3;
    private static final Set<String> MAY_END = Set.of("none", "on-failure");

    /** Put the tasks in order. */
    ServiceState {
        tasks = tasks.stream().sorted(Comparator.comparing(Task::created).reversed()).toList();
    }

    /** Return the services with their tasks, by their names. */
    static List<ServiceState> of(List<JsonObject> services, List<JsonObject> tasks) {
        List<Task> all = tasks.stream().map(Task::new).toList();
        return services.stream().map(service -> new ServiceState(service,
                        all.stream().filter(task -> task.service().equals(service.text("ID"))).toList()))
                .sorted(Comparator.comparing(ServiceState::name)).toList();
    }

    String id() {
        return object.text("ID");
    }

    String name() {
        return spec().text("Name");
    }

    private JsonObject spec() {
        return object.object("Spec");
    }

    private JsonObject template() {
        return spec().object("TaskTemplate");
    }

    String mode() {
        Set<String> modes = spec().object("Mode").values().keySet();
        return modes.contains("ReplicatedJob") ? "replicated-job" : modes.contains("GlobalJob") ? "global-job"
                : modes.contains("Global") ? "global" : "replicated";
    }

    private boolean job() {
        return mode().endsWith("-job");
    }

    /** Return the tasks that count: of a job those of its last run. */
    private List<Task> counted() {
        long iteration = object.object("JobStatus").object("JobIteration").number("Index", 0);
        return job() ? tasks.stream().filter(task -> task.ofIteration(iteration)).toList() : tasks;
    }

    /** Return how many tasks are wanted. */
    int wanted() {
        JsonObject mode = spec().object("Mode");
        return (int) switch (mode()) {
            case "replicated" -> mode.object("Replicated").number("Replicas", 1);
            case "replicated-job" -> mode.object("ReplicatedJob").number("TotalCompletions", 1);
            case "global" -> tasks.stream().filter(Task::alive).count();
            default -> counted().stream().filter(task -> task.alive() || task.complete()).count();
        };
    }

    /** Return the tasks that run as wanted now, or have done what they were for. */
    private List<Task> good() {
        return counted().stream().filter(job() ? Task::complete : task -> task.isOf(template()) && serves(task))
                .toList();
    }

    /** Return whether a task runs; or has ended well, where the service says that it is not started again then. */
    private boolean serves(Task task) {
        return task.running()
                || task.complete() && MAY_END.contains(template().object("RestartPolicy").text("Condition"));
    }

    /** Return the ids of the tasks that run as wanted; another set of them means that something has happened. */
    Set<String> goodIds() {
        return good().stream().map(Task::id).collect(Collectors.toSet());
    }

    /** Return the service for those who ask how it is. */
    StackService view() {
        int running = Math.min(wanted(),
                (int) counted().stream().filter(job() ? Task::complete : this::serves).count());
        return new StackService(name(), Task.withoutDigest(template().object("ContainerSpec").text("Image")), mode(),
                running, wanted(), problems(Set.of()));
    }

    /** Return what its tasks, but for some, failed with: the newest first, each once. */
    List<String> problems(Set<String> exceptions) {
        return counted().stream().filter(task -> !exceptions.contains(task.id()))
                .map(Task::problem).filter(Predicate.not(String::isEmpty)).distinct().limit(MOST_PROBLEMS).toList();
    }

    /** Return how its update goes, as the API calls it; empty when there never was one. */
    private String update() {
        return object.object("UpdateStatus").text("State");
    }

    /** Return since when its last update goes; empty when there never was one. */
    String updateStarted() {
        return object.object("UpdateStatus").text("StartedAt");
    }

    /** Return whether it is as wanted: all tasks run, none of an older kind does, no update goes on. */
    boolean settled() {
        if (job()) {
            return good().size() >= wanted();
        }
        return good().size() >= wanted()
                && tasks.stream().filter(Task::running).allMatch(task -> task.isOf(template()))
                && !Set.of("updating", "rollback_started").contains(update());
    }

    /**
     * Return why it is not going to run as wanted without anybody's doing, if that is so.
     *
     * @param before how it was before it was deployed, if it was there
     */
    Optional<String> failure(Optional<ServiceState> before) {
        Set<String> earlier = before.map(state -> state.tasks.stream().map(Task::id).collect(Collectors.toSet()))
                .orElse(new HashSet<>());
        if (!updateStarted().equals(before.map(ServiceState::updateStarted).orElse(""))
                && (update().equals("paused") || update().startsWith("rollback_"))) {
            return Optional.of(withReason(object.object("UpdateStatus").text("Message"), problems(earlier)));
        }
        List<Task> fresh = counted().stream().filter(task -> !earlier.contains(task.id())).toList();
        List<Task> rejected = fresh.stream().filter(Task::rejected).toList();
        if (rejected.size() >= ATTEMPTS && rejected.size() == fresh.stream().filter(task -> !task.alive()).count()) {
            return Optional.of(withReason("refused by the nodes " + rejected.size() + " times", problems(earlier)));
        }
        // A service that runs on each node wants as many tasks as are alive, so that is none then.
        boolean over = (wanted() > good().size() || mode().equals("global"))
                && tasks.stream().noneMatch(Task::alive) && fresh.stream().anyMatch(Task::failed);
        return over ? Optional.of(withReason("ended and is not started again", problems(earlier))) : Optional.empty();
    }

    private static String withReason(String what, List<String> problems) {
        return problems.isEmpty() ? what : String.join("; ", problems) + " (" + what + ")";
    }
}
