package dev.jmachine.swarm.cluster;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.SwarmSpec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One thing that makes a cluster what its file says. All are immutable.
 *
 * <p>The texts of {@link #description()} are for people and may change; {@link #id()} and {@link #kind()} may not.
 */
public sealed interface Change {

    /** What a change does to its subject. */
    enum Kind {
        /** It is made. */
        CREATE,
        /** It is changed and stays. */
        CHANGE,
        /** It is removed and made anew. */
        REPLACE,
        /** It is removed. */
        REMOVE
    }

    /** Return the name of what is changed: a machine, an image, a network, a config, a secret, a stack or the swarm. */
    String subject();

    /** Return what is done to it. */
    Kind kind();

    /** Return a stable name of this sort of change, such as {@code create-machine}. */
    String id();

    /** Return what is done, for people, such as {@code machine w1 is made with driver qemu and enrolled as worker}. */
    String description();

    /**
     * A machine is made, or its making is gone on with, and enrolled.
     *
     * @param spec the machine
     * @param role what it is to be in the swarm
     * @param resumed whether its making was begun before and cut short
     */
    record CreateMachine(MachineSpec spec, SwarmSpec.Role role, boolean resumed) implements Change {
        @Override
        public String subject() {
            return spec.name();
        }

        @Override
        public Kind kind() {
            return Kind.CREATE;
        }

        @Override
        public String id() {
            return "create-machine";
        }

        @Override
        public String description() {
            return "machine " + spec.name() + (resumed ? " goes on being made" : " is made") + " with driver "
                    + spec.driver() + " and enrolled as " + word(role);
        }
    }

    /**
     * A machine that does not run is started; one that runs and whose engine does not answer is restarted.
     *
     * @param subject the machine's name
     * @param state its state now
     */
    record StartMachine(String subject, MachineState state) implements Change {
        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }

        @Override
        public String id() {
            return "start-machine";
        }

        @Override
        public String description() {
            return state == MachineState.RUNNING
                    ? "machine " + subject + " is restarted, for its engine does not answer"
                    : "machine " + subject + " is started, for it is " + state.displayName().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A machine is removed and made anew: the swarm forgets its node first.
     *
     * @param spec the machine as it is to be
     * @param role what it is to be in the swarm
     * @param dead whether there is nothing left of it that could be drained
     * @param reason why, such as "its driver's option qemu-memory has changed"
     */
    record ReplaceMachine(MachineSpec spec, SwarmSpec.Role role, boolean dead, String reason) implements Change {
        @Override
        public String subject() {
            return spec.name();
        }

        @Override
        public Kind kind() {
            return Kind.REPLACE;
        }

        @Override
        public String id() {
            return "replace-machine";
        }

        @Override
        public String description() {
            return "machine " + spec.name() + " (" + word(role) + ") is removed and made anew, for " + reason;
        }
    }

    /**
     * A machine is drained, demoted, taken out of the swarm, and removed.
     *
     * @param subject the machine's name
     * @param role what it is in the swarm
     */
    record RemoveMachine(String subject, SwarmSpec.Role role) implements Change {
        @Override
        public Kind kind() {
            return Kind.REMOVE;
        }

        @Override
        public String id() {
            return "remove-machine";
        }

        @Override
        public String description() {
            return "machine " + subject + (role == SwarmSpec.Role.NONE ? "" : " (" + word(role) + ")")
                    + " is drained, taken out of the swarm and removed";
        }
    }

    /**
     * A machine that is there is brought into the swarm.
     *
     * @param subject the machine's name
     * @param role what it is to be in the swarm
     * @param leavesFirst whether it is in a swarm that has lost all its managers and has to leave that first
     */
    record Enrol(String subject, SwarmSpec.Role role, boolean leavesFirst) implements Change {
        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }

        @Override
        public String id() {
            return "enrol";
        }

        @Override
        public String description() {
            return "machine " + subject + " is enrolled as " + word(role);
        }
    }

    /**
     * The swarm forgets a node whose machine is gone.
     *
     * @param subject the name of the machine that it was
     * @param node the node's id
     */
    record ForgetNode(String subject, String node) implements Change {
        @Override
        public Kind kind() {
            return Kind.REMOVE;
        }

        @Override
        public String id() {
            return "forget-node";
        }

        @Override
        public String description() {
            return "node " + node + " is forgotten, for it was machine " + subject + " and is gone";
        }
    }

    /**
     * A node gets another role.
     *
     * @param subject the machine's name
     * @param role the role it gets
     */
    record ChangeRole(String subject, SwarmSpec.Role role) implements Change {
        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }

        @Override
        public String id() {
            return "change-role";
        }

        @Override
        public String description() {
            return "machine " + subject + " is "
                    + (role == SwarmSpec.Role.MANAGER ? "promoted to manager" : "demoted to worker");
        }
    }

    /**
     * A node's labels are set and removed.
     *
     * @param subject the machine's name
     * @param set the labels that are set
     * @param removed the keys that are removed
     */
    record ChangeLabels(String subject, Map<String, String> set, Set<String> removed) implements Change {
        /** Copy the labels, sorted. */
        public ChangeLabels {
            set = Collections.unmodifiableMap(new TreeMap<>(set));
            removed = Collections.unmodifiableSet(new TreeSet<>(removed));
        }

        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }

        @Override
        public String id() {
            return "change-labels";
        }

        @Override
        public String description() {
            StringBuilder text = new StringBuilder("machine ").append(subject).append(": labels");
            set.forEach((key, value) -> text.append(" +").append(key).append('=').append(value));
            removed.forEach(key -> text.append(" -").append(key));
            return text.toString();
        }
    }

    /**
     * A node gets another availability.
     *
     * @param subject the machine's name
     * @param availability the one it gets
     */
    record ChangeAvailability(String subject, SwarmSpec.Availability availability) implements Change {
        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }

        @Override
        public String id() {
            return "change-availability";
        }

        @Override
        public String description() {
            return "machine " + subject + ": availability " + availability.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An engine gets other settings: its node is drained, the settings are changed, and it takes up work again.
     *
     * @param subject the machine's name
     * @param engine the settings
     */
    record ConfigureEngine(String subject, EngineSpec engine) implements Change {
        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }

        @Override
        public String id() {
            return "configure-engine";
        }

        @Override
        public String description() {
            return "machine " + subject + " is drained, its engine gets other settings, and it takes up work again";
        }
    }

    /**
     * A manager that was restarted is unlocked.
     *
     * @param subject the machine's name
     */
    record Unlock(String subject) implements Change {
        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }

        @Override
        public String id() {
            return "unlock";
        }

        @Override
        public String description() {
            return "machine " + subject + " is unlocked";
        }
    }

    /**
     * A manager that has no leader, for the majority of managers is lost, becomes the only one; the others are
     * forgotten.
     *
     * @param subject the machine's name
     */
    record RecoverSwarm(String subject) implements Change {
        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }

        @Override
        public String id() {
            return "recover-swarm";
        }

        @Override
        public String description() {
            return "machine " + subject + " goes on as the only manager, for the others are lost";
        }
    }

    /**
     * The swarm's own settings change.
     *
     * @param settings those wanted
     * @param what what changes, a phrase each
     */
    record ChangeSwarm(SwarmSettings settings, List<String> what) implements Change {
        /** Copy the phrases. */
        public ChangeSwarm {
            what = List.copyOf(what);
        }

        @Override
        public String subject() {
            return "swarm";
        }

        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }

        @Override
        public String id() {
            return "change-swarm";
        }

        @Override
        public String description() {
            return "swarm: " + String.join(", ", what);
        }
    }

    /**
     * An image is put on machines that do not have it.
     *
     * @param subject the image's name
     * @param archive where it is
     * @param machines names of the machines
     */
    record LoadImage(String subject, Path archive, List<String> machines) implements Change {
        /** Copy the names. */
        public LoadImage {
            machines = List.copyOf(machines);
        }

        @Override
        public Kind kind() {
            return Kind.CREATE;
        }

        @Override
        public String id() {
            return "load-image";
        }

        @Override
        public String description() {
            return "image " + subject + " is put on " + String.join(", ", machines);
        }
    }

    /**
     * A network, config or secret is made, or takes the place of one with another content.
     *
     * @param type which of them
     * @param subject its name
     * @param replaces whether one of that name is there
     */
    record PutResource(ResourceType type, String subject, boolean replaces) implements Change {
        @Override
        public Kind kind() {
            return replaces ? Kind.REPLACE : Kind.CREATE;
        }

        @Override
        public String id() {
            return (replaces ? "replace-" : "create-") + type.word();
        }

        @Override
        public String description() {
            return type.word() + " " + subject + (replaces ? " gets another content" : " is made");
        }
    }

    /**
     * A network, config or secret is removed.
     *
     * @param type which of them
     * @param subject its name
     */
    record RemoveResource(ResourceType type, String subject) implements Change {
        @Override
        public Kind kind() {
            return Kind.REMOVE;
        }

        @Override
        public String id() {
            return "remove-" + type.word();
        }

        @Override
        public String description() {
            return type.word() + " " + subject + " is removed";
        }
    }

    /**
     * A stack is deployed, or deployed again because its files have changed.
     *
     * @param subject the stack's name
     * @param again whether it is there already
     */
    record DeployStack(String subject, boolean again) implements Change {
        @Override
        public Kind kind() {
            return again ? Kind.CHANGE : Kind.CREATE;
        }

        @Override
        public String id() {
            return "deploy-stack";
        }

        @Override
        public String description() {
            return "stack " + subject + (again ? " is deployed anew, for its files have changed" : " is deployed");
        }
    }

    /**
     * A stack is removed.
     *
     * @param subject the stack's name
     */
    record RemoveStack(String subject) implements Change {
        @Override
        public Kind kind() {
            return Kind.REMOVE;
        }

        @Override
        public String id() {
            return "remove-stack";
        }

        @Override
        public String description() {
            return "stack " + subject + " is removed";
        }
    }

    private static String word(SwarmSpec.Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
