package dev.jmachine.swarm.cluster;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.SwarmSpec;
import java.util.Locale;

/** One thing done to a machine of a cluster. All are immutable. */
public sealed interface MachineChange extends Change {

    /**
     * A machine is made, or its making is gone on with, and enrolled.
     *
     * @param spec the machine
     * @param role what it is to be in the swarm
     * @param resumed whether its making was begun before and cut short
     */
    record CreateMachine(MachineSpec spec, SwarmSpec.Role role, boolean resumed) implements MachineChange {
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
                    + spec.driver() + " and enrolled as " + role.word();
        }
    }

    /**
     * A machine that does not run is started; one that runs and whose engine does not answer is restarted.
     *
     * @param subject the machine's name
     * @param state its state now
     */
    record StartMachine(String subject, MachineState state) implements MachineChange {
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
    record ReplaceMachine(MachineSpec spec, SwarmSpec.Role role, boolean dead, String reason) implements MachineChange {
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
            return "machine " + spec.name() + " (" + role.word() + ") is removed and made anew, for " + reason;
        }
    }

    /**
     * A machine is drained, demoted, taken out of the swarm, and removed.
     *
     * @param subject the machine's name
     * @param role what it is in the swarm
     */
    record RemoveMachine(String subject, SwarmSpec.Role role) implements MachineChange {
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
            return "machine " + subject + (role == SwarmSpec.Role.NONE ? "" : " (" + role.word() + ")")
                    + " is drained, taken out of the swarm and removed";
        }
    }

    /**
     * An engine gets other settings: its node is drained, the settings are changed, and it takes up work again.
     *
     * @param subject the machine's name
     * @param engine the settings
     */
    record ConfigureEngine(String subject, EngineSpec engine) implements MachineChange {
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
     * An engine is upgraded: its node is drained, the engine upgraded and given its settings, and it takes up work again.
     *
     * @param subject the machine's name
     * @param engine the version and the settings
     * @param settings whether settings have changed, too
     */
    record UpgradeEngine(String subject, EngineSpec engine, boolean settings) implements MachineChange {
        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }

        @Override
        public String id() {
            return "upgrade-engine";
        }

        @Override
        public String description() {
            return "machine " + subject + " is drained, its engine is upgraded to " + engine.version()
                    + (settings ? " and gets other settings" : "") + ", and it takes up work again";
        }
    }
}
