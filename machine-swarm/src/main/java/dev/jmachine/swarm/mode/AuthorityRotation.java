package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.json.JsonObject;
import dev.jmachine.spi.ProgressSink;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Has a swarm replace its own certificate authority, and waits until every node has a certificate of the new one. One
 * that is under way already is waited for.
 */
final class AuthorityRotation {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String ACTIVITY = "Replacing the swarm's authority";

    private final Swarm swarm;

    AuthorityRotation(Swarm swarm) {
        this.swarm = swarm;
    }

    /**
     * Do it.
     *
     * @throws MachineException with {@link ErrorCode#WRONG_STATE} if nodes are down, for without them it never ends
     */
    void run(ProgressSink sink) {
        requireAllUp();
        String former = begin();
        AtomicReference<String> told = new AtomicReference<>("");
        Deadline.after(PATIENCE).await("all nodes to have certificates of the new authority", PAUSE, () -> {
            JsonObject now = swarm.api().swarm();
            List<String> late = late(trust(now));
            String message = "Waiting for " + String.join(", ", late);
            if (!late.isEmpty() && !told.getAndSet(message).equals(message)) {
                sink.progress(message);
            }
            return !underWay(now) && late.isEmpty() && !trust(now).equals(former);
        });
    }

    /** Have it begin unless it has; return the certificate of the authority that goes, as far as it is known. */
    private String begin() {
        JsonObject now = swarm.api().swarm();
        if (underWay(now)) {
            return "";
        }
        long next = now.object("Spec").object("CAConfig").number("ForceRotate", 0) + 1;
        swarm.api().updateSwarm(spec -> force(spec, next));
        return trust(now);
    }

    private void requireAllUp() {
        List<String> down = swarm.nodes().stream().filter(node -> !node.state().equals("ready"))
                .map(node -> node.machine().orElse(node.hostname())).toList();
        if (!down.isEmpty()) {
            throw new MachineException(ErrorCode.WRONG_STATE, ACTIVITY, "It ends only when every node has a new"
                    + " certificate, and not all are up: " + String.join(", ", down)
                    + ". Start them, or have the swarm forget them.");
        }
    }

    /** A key that the swarm signs with stays its own: what is sent back is not to name one. */
    private static void force(Map<String, Object> spec, long next) {
        Map<String, Object> authority = new LinkedHashMap<>(new JsonObject(spec).object("CAConfig").values());
        authority.put("ForceRotate", next);
        authority.remove("SigningCACert");
        authority.remove("SigningCAKey");
        spec.put("CAConfig", authority);
    }

    private static boolean underWay(JsonObject swarm) {
        return swarm.flag("RootRotationInProgress");
    }

    private static String trust(JsonObject object) {
        return object.object("TLSInfo").text("TrustRoot");
    }

    /** Return the hosts whose certificates are of another authority. */
    private List<String> late(String trustRoot) {
        return swarm.api().get("/nodes").objects().stream()
                .map(node -> node.object("Description"))
                .filter(description -> !trust(description).equals(trustRoot))
                .map(description -> description.text("Hostname")).sorted().toList();
    }
}
