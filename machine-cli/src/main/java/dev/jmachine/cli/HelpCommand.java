package dev.jmachine.cli;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.CommandFamily;
import dev.jmachine.cli.command.Invocation;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.ArgumentParser;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Table;
import java.util.List;
import java.util.function.Function;

/** {@code help}. */
final class HelpCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("help", "[COMMAND...]", "Shows a list of commands or help for one command");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        session.console().out().print(arguments.words().isEmpty() ? overview(session.program().name())
                : of(session, invocation(session, arguments.words())));
        return 0;
    }

    private static Invocation invocation(Session session, List<String> words) {
        Command command = CommandIndex.find(words.get(0))
                .orElseThrow(() -> new UsageException("No help topic for '" + words.get(0) + "'"));
        return Invocation.of(command, words.subList(1, words.size()), session.program().name());
    }

    /** Return the help of one command. */
    static String of(Session session, Invocation call) {
        String program = session.program().name();
        if (call.command() instanceof CommandFamily family) {
            return ofFamily(program, family);
        }
        CommandDescription description = call.command().description();
        List<Flag> flags = call.command().flags(session, call.words());
        return new ArgumentParser(description, flags, session.environment()).help()
                .replaceFirst("(?m)^Usage: ", "Usage: " + program + " ");
    }

    private static String ofFamily(String program, CommandFamily family) {
        String name = program + " " + family.description().name();
        return "Usage: " + name + " COMMAND [arg...]\n\n" + family.description().summary() + "\n"
                + commands(name, family.members(), family::member);
    }

    /** Return the list of commands that ends an overview. */
    private static String commands(String before, List<String> names, Function<String, Command> finder) {
        StringBuilder table = new StringBuilder();
        names.forEach(name -> table.append("  ").append(name).append('\t')
                .append(finder.apply(name).description().summary()).append('\n'));
        return "\nCommands:\n" + Table.align(table.toString()) + "\nRun '" + before
                + " COMMAND --help' for more information on a command.\n";
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
        return text.append(Table.align(table.toString()))
                .append(commands(program, CommandIndex.NAMES, name -> CommandIndex.find(name).orElseThrow()))
                .toString();
    }
}
