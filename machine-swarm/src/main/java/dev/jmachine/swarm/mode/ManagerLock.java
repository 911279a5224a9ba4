package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.engine.EngineAnswer;
import dev.jmachine.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lock that a swarm's managers may have, which a key opens after their engines were restarted. Stateless. */
final class ManagerLock {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofMinutes(1);
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
        if (!LocalNode.of(machine, LocalNode.TIMEOUT).locked()) {
            return;
        }
        String activity = "Unlocking the manager \"" + machine.name() + "\"";
        String candidate = key.isEmpty() ? keys.of(swarm).orElse("") : key;
        if (candidate.isEmpty()) {
            throw new MachineException(ErrorCode.SWARM_LOCKED, activity, "No key of its swarm is known here.");
        }
        if (!opens(machine, candidate)) {
            throw new MachineException(ErrorCode.SWARM_LOCKED, activity, "The key is not that of its swarm.");
        }
        Deadline.after(PATIENCE).await(machine.name() + " to be a manager again", PAUSE, () -> isUp(machine));
    }

    private static boolean isUp(Machine machine) {
        LocalNode node = LocalNode.of(machine, LocalNode.TIMEOUT);
        return !node.locked() && node.control();
    }

    /** An engine that finds no leader has taken the key and does not end the call; its state tells. */
    private static boolean opens(Machine machine, String key) {
        try {
            EngineAnswer answer = LocalNode.engine(machine).post("/swarm/unlock", Map.of("UnlockKey", key), ANSWER);
            if (!answer.accepted() && answer.message().contains("invalid")) {
                return false;
            }
            answer.orThrow();
        } catch (MachineException e) {
            if (e.code() != ErrorCode.TIMEOUT) {
                throw e;
            }
        }
        return true;
    }
}
