package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Machines;
import dev.jmachine.engine.EngineAnswer;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.json.Json;
import dev.jmachine.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The API of a swarm, asked of whichever manager answers. Thread-safe. */
final class ManagerApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration RETRIES = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Json JSON = new Json();

    private final String cluster;
    private final ManagerSearch search;

    /** Create the API; asks nobody. */
    ManagerApi(Machines machines, String cluster) {
        this.cluster = cluster;
        this.search = new ManagerSearch(machines, cluster);
    }

    /** Return the machine that is asked. */
    Machine manager() {
        return search.find();
    }

    /** Ask a machine first. */
    void prefer(String machine) {
        search.prefer(machine);
    }

    /** Return the engine that is asked. */
    EngineClient engine() {
        return LocalNode.engine(manager());
    }

    /** Ask for something; asked again of another manager when one is lost meanwhile. */
    EngineAnswer get(String path) {
        return retried(engine -> engine.get(path, TIMEOUT));
    }

    /** Delete something; when a manager is lost meanwhile it may be gone already. */
    EngineAnswer delete(String path) {
        return retried(engine -> engine.delete(path, TIMEOUT));
    }

    /** Return the swarm: its specification, tokens and trust. */
    JsonObject swarm() {
        return get("/swarm").object();
    }

    /** Change the swarm's specification; nothing is asked for when it is so already. */
    void updateSwarm(Consumer<Map<String, Object>> change) {
        update("/swarm", "/swarm/update", change);
    }

    /** Have the swarm replace something, such as {@code rotateWorkerToken=true}. */
    void rotate(String what) {
        Deadline.after(RETRIES).await("the swarm " + cluster + " to take a change", PAUSE, () -> {
            JsonObject now = swarm();
            return accepted(post("/swarm/update?version=" + version(now) + "&" + what, now.object("Spec").values()));
        });
    }

    /** Change a node's specification; nothing is asked for when it is so already. */
    void updateNode(String node, Consumer<Map<String, Object>> change) {
        update("/nodes/" + node, "/nodes/" + node + "/update", change);
    }

    private void update(String path, String updatePath, Consumer<Map<String, Object>> change) {
        Deadline.after(RETRIES).await("the swarm " + cluster + " to take a change", PAUSE, () -> {
            JsonObject now = get(path).object();
            Map<String, Object> spec = now.object("Spec").values();
            String before = JSON.write(spec);
            change.accept(spec);
            return before.equals(JSON.write(spec))
                    || accepted(post(updatePath + "?version=" + version(now), spec));
        });
    }

    private static long version(JsonObject object) {
        return object.object("Version").number("Index", 0);
    }

    private EngineAnswer post(String path, Map<String, ?> body) {
        return retried(engine -> engine.post(path, body, TIMEOUT));
    }

    /** Return whether a change was taken; false when another came first. */
    private static boolean accepted(EngineAnswer answer) {
        if (!answer.accepted() && answer.message().contains("update out of sequence")) {
            return false;
        }
        answer.orThrow();
        return true;
    }

    private EngineAnswer retried(Function<EngineClient, EngineAnswer> request) {
        Deadline deadline = Deadline.after(RETRIES);
        while (true) {
            try {
                EngineAnswer answer = request.apply(engine());
                if (answer.accepted() || !lostManager(answer) || deadline.expired()) {
                    return answer;
                }
            } catch (MachineException e) {
                boolean lost = e.code() == ErrorCode.ENGINE_UNREACHABLE || e.code() == ErrorCode.TIMEOUT;
                if (!lost || deadline.expired()) {
                    throw e;
                }
            }
            search.prefer("");
            deadline.pause("a manager of the swarm " + cluster, PAUSE);
        }
    }

    private static boolean lostManager(EngineAnswer answer) {
        String message = answer.message();
        return message.contains("does not have a leader") || message.contains("not a swarm manager")
                || message.contains("code = Unavailable") || message.contains("DeadlineExceeded");
    }
}
