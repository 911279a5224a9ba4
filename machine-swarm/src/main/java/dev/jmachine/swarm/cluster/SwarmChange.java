package dev.jmachine.swarm.cluster;

import dev.jmachine.api.SwarmSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One thing done to a cluster's swarm or to a node of it. All are immutable. */
public sealed interface SwarmChange extends Change {

    /**
     * A machine that is there is brought into the swarm.
     *
     * @param subject the machine's name
     * @param role what it is to be in the swarm
     * @param leavesFirst whether it is in a swarm that has lost all its managers and has to leave that first
     */
    record Enrol(String subject, SwarmSpec.Role role, boolean leavesFirst) implements SwarmChange {
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
            return "machine " + subject + " is enrolled as " + role.word();
        }
    }

    /**
     * The swarm forgets a node whose machine is gone.
     *
     * @param subject the name of the machine that it was
     * @param node the node's id
     */
    record ForgetNode(String subject, String node) implements SwarmChange {
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
    record ChangeRole(String subject, SwarmSpec.Role role) implements SwarmChange {
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
    record ChangeLabels(String subject, Map<String, String> set, Set<String> removed) implements SwarmChange {
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
    record ChangeAvailability(String subject, SwarmSpec.Availability availability) implements SwarmChange {
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
            return "machine " + subject + ": availability " + availability.word();
        }
    }

    /**
     * A manager that was restarted is unlocked.
     *
     * @param subject the machine's name
     */
    record Unlock(String subject) implements SwarmChange {
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
    record RecoverSwarm(String subject) implements SwarmChange {
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
    record ChangeSwarm(SwarmSettings settings, List<String> what) implements SwarmChange {
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
}
