package dev.jmachine.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Says how a machine is to be enrolled in a swarm, Docker Engine's own Swarm mode. Immutable; begin with
 * {@link #beginning()} or {@link #joining}.
 *
 * @param role what the machine is to be in the swarm; {@link Role#NONE} for a machine that stays alone
 * @param join the name of a machine that is in the swarm to join; empty to begin a new one
 * @param advertiseAddress the address or interface at which other nodes reach this one; empty to have it chosen
 * @param dataPathAddress the address or interface for the traffic of containers; empty for the advertised one
 * @param availability whether containers are put on the node
 * @param labels labels of the node, to place services by
 * @param autolock whether managers of a new swarm ask for a key after a restart; has no meaning when joining
 */
public record SwarmSpec(
        Role role,
        String join,
        String advertiseAddress,
        String dataPathAddress,
        Availability availability,
        Map<String, String> labels,
        boolean autolock) {

    /** What a machine is in a swarm. */
    public enum Role {
        /** In no swarm. */
        NONE,
        /** Runs containers; docker-machine's word is agent. */
        WORKER,
        /** Takes part in deciding, and runs containers too. */
        MANAGER;

        /** Return the word of the engine's API for it, and of people: the constant's name in small letters. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a swarm puts containers on a node. */
    public enum Availability {
        /** Containers are put on it. */
        ACTIVE,
        /** Those on it stay, new ones go elsewhere. */
        PAUSE,
        /** Those on it are moved elsewhere too. */
        DRAIN;

        /** Return the word of the engine's API for it, and of people: the constant's name in small letters. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A machine that is in no swarm. */
    public static final SwarmSpec NONE = new SwarmSpec(Role.NONE, "", "", "", Availability.ACTIVE, Map.of(), false);

    /**
     * Copy the labels and check the parts.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if a worker has no swarm to join
     */
    public SwarmSpec {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(join, "join");
        Objects.requireNonNull(advertiseAddress, "advertiseAddress");
        Objects.requireNonNull(dataPathAddress, "dataPathAddress");
        Objects.requireNonNull(availability, "availability");
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        if (role == Role.WORKER && join.isEmpty()) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading what the machine is to be in a swarm",
                    "A worker joins a swarm, but no machine of one is named.");
        }
    }

    /** Return the wish for the first manager of a new swarm. */
    public static SwarmSpec beginning() {
        return new SwarmSpec(Role.MANAGER, "", "", "", Availability.ACTIVE, Map.of(), false);
    }

    /** Return the wish for a further node of the swarm that a machine is in. */
    public static SwarmSpec joining(String machine, Role role) {
        return new SwarmSpec(role, machine, "", "", Availability.ACTIVE, Map.of(), false);
    }

    /** Return the same with other addresses. */
    public SwarmSpec withAddresses(String advertise, String dataPath) {
        return new SwarmSpec(role, join, advertise, dataPath, availability, labels, autolock);
    }

    /** Return the same with another availability. */
    public SwarmSpec withAvailability(Availability value) {
        return new SwarmSpec(role, join, advertiseAddress, dataPathAddress, value, labels, autolock);
    }

    /** Return the same with these labels. */
    public SwarmSpec withLabels(Map<String, String> values) {
        return new SwarmSpec(role, join, advertiseAddress, dataPathAddress, availability, values, autolock);
    }

    /** Return the same with or without asking for a key after a restart. */
    public SwarmSpec withAutolock(boolean value) {
        return new SwarmSpec(role, join, advertiseAddress, dataPathAddress, availability, labels, value);
    }
}
