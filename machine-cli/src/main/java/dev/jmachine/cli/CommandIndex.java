package dev.jmachine.cli;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.cluster.ClusterCommand;
import dev.jmachine.cli.command.context.ContextCommand;
import dev.jmachine.cli.command.image.ImageCommand;
import dev.jmachine.cli.command.machine.CreateCommand;
import dev.jmachine.cli.command.machine.KillCommand;
import dev.jmachine.cli.command.machine.ProvisionCommand;
import dev.jmachine.cli.command.machine.RegenerateCertsCommand;
import dev.jmachine.cli.command.machine.RestartCommand;
import dev.jmachine.cli.command.machine.RmCommand;
import dev.jmachine.cli.command.machine.StartCommand;
import dev.jmachine.cli.command.machine.StopCommand;
import dev.jmachine.cli.command.machine.UpgradeCommand;
import dev.jmachine.cli.command.remote.MountCommand;
import dev.jmachine.cli.command.remote.ScpCommand;
import dev.jmachine.cli.command.remote.SshCommand;
import dev.jmachine.cli.command.show.ActiveCommand;
import dev.jmachine.cli.command.show.ConfigCommand;
import dev.jmachine.cli.command.show.DriversCommand;
import dev.jmachine.cli.command.show.EnvCommand;
import dev.jmachine.cli.command.show.InspectCommand;
import dev.jmachine.cli.command.show.IpCommand;
import dev.jmachine.cli.command.show.LsCommand;
import dev.jmachine.cli.command.show.OrphansCommand;
import dev.jmachine.cli.command.show.StatusCommand;
import dev.jmachine.cli.command.show.UrlCommand;
import dev.jmachine.cli.command.show.VersionCommand;
import dev.jmachine.cli.command.stack.ComposeCommand;
import dev.jmachine.cli.command.stack.StackCommand;
import dev.jmachine.cli.command.swarm.SwarmCommand;
import dev.jmachine.cli.completion.CompletionCommand;
import java.util.List;
import java.util.Optional;

/** All commands by name. Only the one asked for is loaded. */
final class CommandIndex {

    /** The names, in the order of the help. */
    static final List<String> NAMES = List.of("active", "cluster", "completion", "compose", "config", "context",
            "create", "drivers", "env", "help", "image", "inspect", "ip", "kill", "ls", "mount", "orphans", "provision",
            "regenerate-certs", "restart", "rm", "scp", "ssh", "stack", "start", "status", "stop", "swarm", "upgrade",
            "url", "version");

    private CommandIndex() {
    }

    /** Return the command of a name. */
    static Optional<Command> find(String name) {
        return Optional.ofNullable(switch (name) {
            case "active" -> new ActiveCommand();
            case "cluster" -> new ClusterCommand();
            case "completion" -> new CompletionCommand();
            case "compose" -> new ComposeCommand();
            case "config" -> new ConfigCommand();
            case "context" -> new ContextCommand();
            case "create" -> new CreateCommand();
            case "drivers" -> new DriversCommand();
            case "env" -> new EnvCommand();
            case "help", "h" -> new HelpCommand();
            case "image" -> new ImageCommand();
            case "inspect" -> new InspectCommand();
            case "ip" -> new IpCommand();
            case "kill" -> new KillCommand();
            case "ls" -> new LsCommand();
            case "mount" -> new MountCommand();
            case "orphans" -> new OrphansCommand();
            case "provision" -> new ProvisionCommand();
            case "regenerate-certs" -> new RegenerateCertsCommand();
            case "restart" -> new RestartCommand();
            case "rm" -> new RmCommand();
            case "scp" -> new ScpCommand();
            case "ssh" -> new SshCommand();
            case "stack" -> new StackCommand();
            case "start" -> new StartCommand();
            case "status" -> new StatusCommand();
            case "stop" -> new StopCommand();
            case "swarm" -> new SwarmCommand();
            case "upgrade" -> new UpgradeCommand();
            case "url" -> new UrlCommand();
            case "version" -> new VersionCommand();
            default -> null;
        });
    }
}
