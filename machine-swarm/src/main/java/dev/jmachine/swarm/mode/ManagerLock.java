package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.engine.EngineAnswer;
import dev.jmachine.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lock that a swarm's managers may have, which a key opens after their engines were restarted. Stateless. */
final class ManagerLock {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final UnlockKeys keys;

    /** Create it over the keys that a store keeps. */
    ManagerLock(UnlockKeys keys) {
        this.keys = keys;
    }

    /** Switch it on or off, and keep the key. */
    void set(Swarm swarm, boolean on) {
        swarm.api().updateSwarm(spec -> {
            Map<String, Object> encryption =
                    new LinkedHashMap<>(new JsonObject(spec).object("EncryptionConfig").values());
            encryption.put("AutoLockManagers", on);
            spec.put("EncryptionConfig", encryption);
        });
        key(swarm);
    }

    /** Ask the managers for the key, keep it, and return it; empty when there is no lock. */
    String key(Swarm swarm) {
        String key = swarm.api().get("/swarm/unlockkey").object().text("UnlockKey");
        keys.keep(swarm.id(), key);
        return key;
    }

    /** Replace the key; the old one opens managers that are locked now no more once they have seen the new one. */
    String replaceKey(Swarm swarm) {
        swarm.api().rotate("rotateManagerUnlockKey=true");
        return key(swarm);
    }

    /**
     * Open a machine's engine with a key, or the one that the store keeps of its swarm when it is empty, and wait
     * until it is a node again. One that is open already is left as it is.
     *
     * @throws MachineException with {@link ErrorCode#SWARM_LOCKED} if the key is missing or not the right one
     */
    void open(Machine machine, String swarm, String key) {
        List<String> candidates = key.isEmpty() ? keys.of(swarm).stream().toList() : List.of(key);
        openWithAny(machine, candidates);
    }

    /** Open a machine's engine with one of several keys; otherwise as {@link #open}. */
    void openWithAny(Machine machine, List<String> candidates) {
        if (!LocalNode.of(machine, LocalNode.TIMEOUT).locked()) {
            return;
        }
        String activity = "Unlocking the manager \"" + machine.name() + "\"";
        if (candidates.isEmpty()) {
            throw new MachineException(ErrorCode.SWARM_LOCKED, activity, "No key of its swarm is known here.");
        }
        if (candidates.stream().noneMatch(key -> opens(machine, key))) {
            throw new MachineException(ErrorCode.SWARM_LOCKED, activity, "The key is not that of its swarm.");
        }
        Deadline.after(PATIENCE).await(machine.name() + " to be a manager again", PAUSE, () -> isUp(machine));
    }

    private static boolean isUp(Machine machine) {
        LocalNode node = LocalNode.of(machine, LocalNode.TIMEOUT);
        return !node.locked() && node.control();
    }

    private static boolean opens(Machine machine, String key) {
        EngineAnswer answer = LocalNode.engine(machine).post("/swarm/unlock", Map.of("UnlockKey", key), PATIENCE);
        boolean wrong = !answer.accepted() && answer.message().contains("invalid");
        if (!wrong) {
            answer.orThrow();
        }
        return !wrong;
    }
}
