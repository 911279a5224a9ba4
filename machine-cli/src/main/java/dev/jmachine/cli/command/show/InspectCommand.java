package dev.jmachine.cli.command.show;

import dev.jmachine.api.Machine;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.template.Template;
import dev.jmachine.cli.template.TemplateException;

/** {@code inspect}. */
public final class InspectCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("inspect", "[NAME]", "Inspect information about a machine",
                        Flag.text("format", "f", "", "Format the output using the given go template."))
                .details("Argument is a machine name.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (arguments.words().size() > 1) {
            throw UsageException.withHelp("Error: Expected one machine name as an argument");
        }
        Machine machine = MachineNames.one(session, arguments);
        String format = arguments.text("format");
        session.console().say(format.isEmpty() ? machine.configuration().stripTrailing()
                : fill(parse(format), machine));
        return 0;
    }

    private static Template parse(String format) {
        try {
            return Template.parse(format);
        } catch (TemplateException e) {
            throw new UsageException("template parsing error: " + e.getMessage());
        }
    }

    private static String fill(Template template, Machine machine) {
        try {
            return template.fill(Configuration.of(machine.configuration()).keys());
        } catch (TemplateException e) {
            throw new UsageException("template error: " + e.getMessage());
        }
    }
}
