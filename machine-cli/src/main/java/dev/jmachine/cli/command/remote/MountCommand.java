package dev.jmachine.cli.command.remote;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Failure;
import dev.jmachine.cli.remote.CopyPlace;
import dev.jmachine.cli.remote.ExternalProgram;
import dev.jmachine.cli.remote.OpenSshOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code mount}. */
public final class MountCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("mount", "[MACHINE:]PATH [MOUNTPOINT]",
                        "Mount or unmount a directory from a machine with SSHFS.",
                        Flag.on("unmount", "u", "Unmount instead of mount"))
                .details("Arguments are [machine:][path] [mountpoint]");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<String> words = arguments.words();
        if (words.isEmpty() || words.size() > 2) {
            throw UsageException.withHelp("Improper number of arguments");
        }
        CopyPlace source = CopyPlace.parse(words.get(0));
        String target = words.size() == 2 ? words.get(1) : source.path();
        return arguments.on("unmount") ? unmount(session, target) : mount(session, source, target);
    }

    private static int mount(Session session, CopyPlace source, String target) {
        Path sshfs = require(session, "sshfs",
                "You must have a copy of the sshfs binary locally to use the mount feature");
        Machine machine = MachineNames.one(session,
                Arguments.ofWords(source.isLocal() ? List.of() : List.of(source.machine())));
        OpenSshOptions options = OpenSshOptions.of(machine, SshCommand.endpoint(machine));
        String user = source.user().isEmpty() ? options.endpoint().user() : source.user();
        List<String> line = new ArrayList<>(List.of(sshfs.toString()));
        line.addAll(options.arguments());
        line.add(user + "@" + options.endpoint().host() + ":" + source.path());
        line.add(target);
        return ExternalProgram.run(line);
    }

    private static int unmount(Session session, String target) {
        Path fusermount = ExternalProgram.find("fusermount3", session.environment()).orElseGet(() -> require(session,
                "fusermount", "You must have a copy of the fusermount binary locally to use the unmount option"));
        return ExternalProgram.run(List.of(fusermount.toString(), "-u", target));
    }

    private static Path require(Session session, String program, String heading) {
        return ExternalProgram.find(program, session.environment()).orElseThrow(() ->
                Failure.of(heading, ErrorCode.UNSUPPORTED, "There is no " + program + " on the search path."));
    }
}
