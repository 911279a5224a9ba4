package dev.jmachine.cli.command.cluster;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.CommandFamily;
import java.util.List;

/** {@code cluster apply|destroy|ls|plan|status}. */
public final class ClusterCommand extends CommandFamily {

    /** Create the family. */
    public ClusterCommand() {
        super("cluster", "Make clusters what a file says, and look after them",
                List.of("apply", "destroy", "ls", "plan", "status"));
    }

    @Override
    public Command member(String name) {
        return switch (name) {
            case "apply" -> new ClusterApplyCommand();
            case "destroy" -> new ClusterDestroyCommand();
            case "ls" -> new ClusterLsCommand();
            case "plan" -> new ClusterPlanCommand();
            default -> new ClusterStatusCommand();
        };
    }
}
