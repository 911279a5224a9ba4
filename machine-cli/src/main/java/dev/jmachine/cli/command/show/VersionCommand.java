package dev.jmachine.cli.command.show;

import dev.jmachine.api.Machine;
import dev.jmachine.cli.Program;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.output.JsonDocument;

/** {@code version}. */
public final class VersionCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("version", "[NAME]", "Show the version of this program, or of a machine's Docker",
                Flag.on("json", "Print a JSON document"));
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (!arguments.words().isEmpty()) {
            Machine machine = MachineNames.one(session, arguments);
            session.console().say(RunningMachine.engine(machine, "Unable to query docker version: ").version());
            return 0;
        }
        Program program = session.program();
        session.console().say(arguments.on("json") ? new JsonDocument()
                .put("program", program.name())
                .put("programVersion", program.version().getProperty("version"))
                .put("build", program.version().getProperty("build"))
                .put("java", System.getProperty("java.vm.version"))
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch")).text()
                : program.versionLine());
        return 0;
    }
}
