package dev.jmachine.cli.command.remote;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Failure;
import dev.jmachine.cli.remote.CopyPlace;
import dev.jmachine.cli.remote.ExternalProgram;
import dev.jmachine.cli.remote.NativeCopy;
import dev.jmachine.cli.remote.OpenSshConfiguration;
import dev.jmachine.cli.remote.OpenSshOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code scp}. From machine to machine the data go through this computer, so that both host keys are verified here. */
public final class ScpCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("scp", "SOURCE TARGET", "Copy files between machines",
                        Flag.on("recursive", "r", "Copy files recursively (required to copy directories)"),
                        Flag.on("delta", "d", "Reduce amount of data sent over network by sending only the differences "
                                + "(uses rsync)"),
                        Flag.on("quiet", "q", "Disables the progress meter as well as warning and diagnostic messages "
                                + "from ssh"))
                .details("Arguments are [[user@]machine:][path] [[user@]machine:][path].");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (arguments.words().size() != 2) {
            throw UsageException.withHelp("Improper number of arguments");
        }
        CopyPlace source = CopyPlace.parse(arguments.words().get(0));
        CopyPlace target = CopyPlace.parse(arguments.words().get(1));
        String program = arguments.on("delta") ? "rsync" : "scp";
        Optional<Path> found = session.globals().on(GlobalFlags.NATIVE_SSH) && !arguments.on("delta")
                ? Optional.empty() : ExternalProgram.find(program, session.environment());
        if (found.isEmpty() && arguments.on("delta")) {
            throw Failure.of("You must have a copy of the rsync binary locally to use the --delta option",
                    ErrorCode.UNSUPPORTED, "There is no rsync on the search path.");
        }
        if (found.isEmpty()) {
            new NativeCopy(session.machines()).copy(source, target);
            return 0;
        }
        return external(session, arguments, found.get(), List.of(source, target));
    }

    private static int external(Session session, Arguments arguments, Path program, List<CopyPlace> places) {
        List<OpenSshOptions> machines = Stream.of(places.get(0).machine(), places.get(1).machine())
                .filter(name -> !name.isEmpty()).distinct()
                .map(name -> options(session.machines().get(name))).toList();
        try (OpenSshConfiguration configuration = new OpenSshConfiguration(machines)) {
            List<String> line = new ArrayList<>();
            line.add(program.toString());
            line.addAll(arguments.on("delta") ? rsync(arguments, configuration) : scp(arguments, configuration));
            places.forEach(place -> line.add(place.argument()));
            return ExternalProgram.run(line);
        }
    }

    private static OpenSshOptions options(Machine machine) {
        return OpenSshOptions.of(machine, SshCommand.endpoint(machine));
    }

    private static List<String> scp(Arguments arguments, OpenSshConfiguration configuration) {
        List<String> options = new ArrayList<>(List.of("-3", "-F", configuration.file().toString()));
        if (arguments.on("recursive")) {
            options.add("-r");
        }
        if (arguments.on("quiet")) {
            options.add("-q");
        }
        options.add("--");
        return options;
    }

    private static List<String> rsync(Arguments arguments, OpenSshConfiguration configuration) {
        List<String> options = new ArrayList<>();
        if (!arguments.on("quiet")) {
            options.add("--progress");
        }
        options.addAll(List.of("-e", "ssh -F '" + configuration.file() + "'"));
        if (arguments.on("recursive")) {
            options.add("-r");
        }
        options.add("--");
        return options;
    }
}
