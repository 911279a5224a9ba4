package dev.jmachine.swarm.cluster;

import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import java.util.Optional;
import java.util.Set;

/**
 * A machine as it was found.
 *
 * @param spec what it was made as, without the values of secret options
 * @param secretOptions names of its driver's options whose values are never in a specification
 * @param adopted whether its host was there before and cannot be made anew
 * @param unfinishedStep the step in which its making was cut short, if it was
 * @param state what its provider says
 * @param engineAnswers whether its engine does
 * @param swarm what its engine says of its part in a swarm
 */
record ObservedMachine(MachineSpec spec, Set<String> secretOptions, boolean adopted, Optional<String> unfinishedStep,
        MachineState state, boolean engineAnswers, EngineMembership swarm) {

    /**
     * What an engine says of its part in a swarm.
     *
     * @param state {@code inactive}, {@code pending}, {@code active}, {@code error} or {@code locked}
     * @param swarmId the swarm's id, which only managers know; else empty
     * @param nodeId its node's id; empty when it is in none
     */
    record EngineMembership(String state, String swarmId, String nodeId) {
        static final EngineMembership NONE = new EngineMembership("inactive", "", "");

        boolean locked() {
            return state.equals("locked");
        }

        boolean inSwarm() {
            return !nodeId.isEmpty() && !state.equals("inactive");
        }
    }

    /** Return whether the machine works as a Docker host. */
    boolean works() {
        return unfinishedStep.isEmpty() && state == MachineState.RUNNING && engineAnswers;
    }

    /** Return whether its provider says that it no longer works and starting it would not help. */
    boolean dead() {
        return !adopted && (state == MachineState.NOT_FOUND || state == MachineState.ERROR);
    }

    /** Return whether it only has to be started. */
    boolean startable() {
        return switch (state) {
            case STOPPED, PAUSED, SAVED, STOPPING -> true;
            case RUNNING -> !engineAnswers;
            default -> false;
        };
    }
}
