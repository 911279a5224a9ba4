package dev.jmachine.swarm.stack;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.operation.Events;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Waits until the services of a stack run as wanted. Each service is told to the listener as an operation of its own.
 * For one thread, once.
 */
final class Convergence {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** How long tasks must have run: many a container starts well and ends at once. */
    private static final Duration STEADY = Duration.ofSeconds(3);
    private static final Set<ErrorCode> PASSING =
            Set.of(ErrorCode.ENGINE_UNREACHABLE, ErrorCode.TIMEOUT, ErrorCode.ENGINE_REFUSED);
    private static final String OPERATION = "converge";

    private final String stack;
    private final Supplier<List<ServiceState>> look;
    private final Map<String, ServiceState> before;
    private final MachineListener listener;
    private final Map<String, Watch> watches = new LinkedHashMap<>();

    /**
     * Create a wait.
     *
     * @param stack the stack's name
     * @param look asks for the services
     * @param before the services as they were before the deployment
     * @param listener hears of each service
     */
    Convergence(String stack, Supplier<List<ServiceState>> look, List<ServiceState> before, MachineListener listener) {
        this.stack = stack;
        this.look = look;
        this.before = before.stream().collect(Collectors.toMap(ServiceState::id, state -> state));
        this.listener = listener;
    }

    /** What is known of one service. */
    private static final class Watch {
        private final Events events;
        private ServiceState state;
        private Set<String> good = Set.of();
        private Deadline steady = Deadline.after(STEADY);
        private String told = "";

        Watch(Events events, ServiceState state) {
            this.events = events;
            this.state = state;
        }

        void look(ServiceState now) {
            Set<String> ids = now.goodIds();
            if (!now.settled() || !ids.equals(good)) {
                steady = Deadline.after(STEADY);
            }
            good = ids;
            state = now;
        }

        boolean done() {
            return state.settled() && steady.expired();
        }

        void tell(List<String> problems) {
            String message = good.size() + "/" + state.wanted()
                    + (problems.isEmpty() || state.settled() ? "" : " " + problems.get(0));
            if (!message.equals(told)) {
                told = message;
                events.progress(message, 0, 0);
            }
        }
    }

    /**
     * Wait.
     *
     * @throws MachineException with {@link ErrorCode#STACK} when a service cannot come to run, or the time is over
     */
    void await(Duration limit) {
        Deadline deadline = Deadline.after(limit);
        try {
            deadline.await("the services of the stack " + stack, INTERVAL, () -> {
                lookAgain();
                refuseFailures();
                return watches.values().stream().allMatch(Watch::done);
            });
        } catch (MachineException e) {
            MachineException failure = e.code() != ErrorCode.TIMEOUT ? e : notConverged(
                    "within " + limit.toSeconds() + " s",
                    watches.values().stream().filter(watch -> !watch.done()).toList());
            watches.values().forEach(watch -> end(watch, failure));
            throw failure;
        }
        watches.values().forEach(watch -> {
            watch.events.stepFinished();
            watch.events.operationFinished(OPERATION);
        });
    }

    private void lookAgain() {
        List<ServiceState> states;
        try {
            states = look.get();
        } catch (MachineException e) {
            if (PASSING.contains(e.code())) {
                return; // A manager is lost; the next look asks another, and the deadline ends that.
            }
            throw e;
        }
        Set<String> there = states.stream().map(ServiceState::id).collect(Collectors.toSet());
        watches.keySet().removeIf(id -> !there.contains(id));
        for (ServiceState state : states) {
            Watch watch = watches.computeIfAbsent(state.id(), id -> begin(state));
            watch.look(state);
            watch.tell(problems(state));
        }
    }

    private Watch begin(ServiceState state) {
        Events events = new Events(listener, Clock.systemUTC(), state.name(), null);
        MachineEvent.Step step = new MachineEvent.Step("service-converge", "Waiting for the service's tasks");
        events.operationStarted(OPERATION, List.of(step));
        events.stepStarted(step);
        return new Watch(events, state);
    }

    private List<String> problems(ServiceState state) {
        Set<String> earlier = Optional.ofNullable(before.get(state.id())).map(known ->
                known.tasks().stream().map(Task::id).collect(Collectors.toSet())).orElse(Set.of());
        return state.problems(earlier);
    }

    private void refuseFailures() {
        List<Watch> failed = watches.values().stream().filter(watch -> failure(watch).isPresent()).toList();
        if (!failed.isEmpty()) {
            throw notConverged("as they are", failed);
        }
    }

    private Optional<String> failure(Watch watch) {
        return watch.state.failure(Optional.ofNullable(before.get(watch.state.id())));
    }

    private MachineException notConverged(String how, List<Watch> failed) {
        Map<String, String> reasons = new HashMap<>();
        failed.forEach(watch -> reasons.put(watch.state.name(), failure(watch).orElseGet(() -> {
            List<String> problems = problems(watch.state);
            return problems.isEmpty() ? "its tasks are not up yet" : String.join("; ", problems);
        })));
        String lines = failed.stream().map(watch -> "\n  " + watch.state.name() + " " + watch.good.size() + "/"
                + watch.state.wanted() + ": " + reasons.get(watch.state.name())).collect(Collectors.joining());
        return new MachineException(ErrorCode.STACK, "Waiting for the services of the stack " + stack,
                failed.size() + " of " + watches.size() + " services do not come to run " + how + ":" + lines);
    }

    private static void end(Watch watch, MachineException failure) {
        if (watch.done()) {
            watch.events.stepFinished();
            watch.events.operationFinished(OPERATION);
        } else {
            watch.events.stepFailed(failure);
            watch.events.operationFailed(OPERATION, failure);
        }
    }
}
