package dev.jmachine.cli;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.ArgumentParser;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Table;
import java.util.List;

/** {@code help}. */
final class HelpCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("help", "[COMMAND]", "Shows a list of commands or help for one command");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        session.console().out().print(arguments.words().isEmpty() ? overview(session.program().name())
                : of(session, arguments.words().get(0), List.of()));
        return 0;
    }

    /** Return the help of one command. */
    static String of(Session session, String name, List<String> words) {
        Command command = CommandIndex.find(name)
                .orElseThrow(() -> new UsageException("No help topic for '" + name + "'"));
        List<Flag> flags = command.flags(session, words);
        String help = new ArgumentParser(command.description(), flags, session.environment()).help();
        return help.replaceFirst("(?m)^Usage: ", "Usage: " + session.program().name() + " ");
    }

    private static String overview(String program) {
        StringBuilder text = new StringBuilder("Usage: " + program + " [OPTIONS] COMMAND [arg...]\n\n"
                + "Create and manage machines running Docker.\n\nOptions:\n");
        StringBuilder table = new StringBuilder();
        for (Flag flag : GlobalFlags.ALL) {
            String names = (flag.shortName().isEmpty() ? "" : "-" + flag.shortName() + ", ") + "--" + flag.name();
            table.append("  ").append(names).append('\t').append(flag.help())
                    .append(" [$").append(flag.environment()).append("]\n");
        }
        table.append("  -h, --help\tshow help\n  -v, --version\tprint the version\n");
        text.append(Table.align(table.toString())).append("\nCommands:\n");
        StringBuilder commands = new StringBuilder();
        for (String name : CommandIndex.NAMES) {
            commands.append("  ").append(name).append('\t')
                    .append(CommandIndex.find(name).orElseThrow().description().summary()).append('\n');
        }
        return text.append(Table.align(commands.toString())).append("\nRun '").append(program)
                .append(" COMMAND --help' for more information on a command.\n").toString();
    }
}
