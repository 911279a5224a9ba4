package dev.jmachine.cli.command.swarm;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.CommandFamily;
import java.util.List;

/** {@code swarm}. */
public final class SwarmCommand extends CommandFamily {

    /** Create the family. */
    public SwarmCommand() {
        super("swarm", "Form swarms of machines: Docker Engine's own Swarm mode",
                List.of("activate", "backup", "demote", "drain", "forget", "heal", "init", "join", "label", "leave",
                        "lock", "ls", "nodes", "pause", "promote", "recover", "restore", "rotate-ca", "status",
                        "tokens",
                        "unlock", "unlock-key", "upgrade"));
    }

    @Override
    public Command member(String name) {
        return switch (name) {
            case "activate" -> new SwarmAvailabilityCommand(name, SwarmSpec.Availability.ACTIVE,
                    "Have containers put on nodes again");
            case "pause" -> new SwarmAvailabilityCommand(name, SwarmSpec.Availability.PAUSE,
                    "Put no more containers on nodes; those there stay");
            case "drain" -> new SwarmAvailabilityCommand(name, SwarmSpec.Availability.DRAIN,
                    "Move all containers off nodes, and wait until they are gone");
            case "promote" -> new SwarmRoleCommand(name, SwarmSpec.Role.MANAGER, "Make workers managers");
            case "demote" -> new SwarmRoleCommand(name, SwarmSpec.Role.WORKER, "Make managers workers");
            case "init" -> new SwarmInitCommand();
            case "join" -> new SwarmJoinCommand();
            case "leave" -> new SwarmLeaveCommand();
            case "forget" -> new SwarmForgetCommand();
            case "label" -> new SwarmLabelCommand();
            case "heal" -> new SwarmHealCommand();
            case "ls" -> new SwarmLsCommand();
            case "nodes" -> new SwarmNodesCommand();
            case "upgrade" -> new SwarmUpgradeCommand();
            case "status" -> new SwarmStatusCommand();
            default -> secret(name);
        };
    }

    /** Return a command on what a swarm keeps secret. */
    private static Command secret(String name) {
        return switch (name) {
            case "backup" -> new SwarmBackupCommand();
            case "restore" -> new SwarmRestoreCommand();
            case "recover" -> new SwarmRecoverCommand();
            case "lock" -> new SwarmLockCommand();
            case "unlock" -> new SwarmUnlockCommand();
            case "unlock-key" -> new SwarmUnlockKeyCommand();
            case "tokens" -> new SwarmTokensCommand();
            default -> new SwarmRotateCaCommand();
        };
    }
}
