package dev.jmachine.cli.command.remote;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.output.Failure;
import dev.jmachine.cli.remote.ExternalProgram;
import dev.jmachine.cli.remote.OpenSshOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ssh}. Its exit status is that of the command on the machine. */
public final class SshCommand implements Command {

    @Override
    public CommandDescription description() {
        return new CommandDescription("ssh", "[NAME] [COMMAND...]", "Log into or run a command on a machine with SSH.",
                "Arguments are [machine-name] [command]. The exit status is the command's.", List.of(), true);
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<String> words = arguments.words();
        Machine machine = MachineNames.one(session,
                Arguments.ofWords(words.subList(0, Math.min(1, words.size()))));
        List<String> command = words.subList(Math.min(1, words.size()), words.size());
        SshEndpoint endpoint = endpoint(machine);
        Optional<Path> program = session.globals().on(GlobalFlags.NATIVE_SSH) ? Optional.empty()
                : ExternalProgram.find("ssh", session.environment());
        return program.isPresent()
                ? external(program.get(), OpenSshOptions.of(machine, endpoint), command)
                : own(session, machine, command);
    }

    static SshEndpoint endpoint(Machine machine) {
        String heading = "Error: Cannot run SSH command: Host \"" + machine.name() + "\" ";
        MachineState state = machine.state();
        if (state != MachineState.RUNNING) {
            throw Failure.of(machine.name(), heading + "is not running", ErrorCode.WRONG_STATE,
                    "Machine \"" + machine.name() + "\" is in state " + state.displayName() + ".");
        }
        return machine.ssh().orElseThrow(() -> Failure.of(machine.name(), heading + "has no SSH server",
                ErrorCode.UNSUPPORTED, "Driver \"" + machine.driverName() + "\" knows none."));
    }

    /** Run OpenSSH's client; it reads words that look like its flags as such, as docker-machine's users expect. */
    private static int external(Path program, OpenSshOptions options, List<String> command) {
        List<String> line = new ArrayList<>();
        line.add(program.toString());
        line.addAll(options.arguments());
        line.add(options.endpoint().user() + "@" + options.endpoint().host());
        line.addAll(command);
        return ExternalProgram.run(line);
    }

    private static int own(Session session, Machine machine, List<String> command) {
        List<String> words = !command.isEmpty() && command.get(0).equals("--")
                ? command.subList(1, command.size()) : command;
        try (RemoteShell shell = machine.shell()) {
            int status = shell.stream(String.join(" ", words), session.console().in(), session.console().out(),
                    session.console().err());
            session.console().flush();
            return status;
        }
    }
}
