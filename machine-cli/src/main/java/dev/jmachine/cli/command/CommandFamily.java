package dev.jmachine.cli.command;

import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.UsageException;
import java.util.List;

/**
 * A command whose first word names one of several commands, as {@code image build} does. Each of these is a command of
 * its own, described under both words, with flags and help of its own.
 */
public abstract class CommandFamily implements Command {
    private final CommandDescription description;
    private final List<String> members;

    /**
     * Create a family.
     *
     * @param name the first word, such as {@code image}
     * @param summary one line on all of them
     * @param members the second words, in the order of the help
     */
    protected CommandFamily(String name, String summary, List<String> members) {
        this.description = CommandDescription.of(name, "COMMAND", summary);
        this.members = List.copyOf(members);
    }

    @Override
    public final CommandDescription description() {
        return description;
    }

    /** Return the second words, in the order of the help. */
    public final List<String> members() {
        return members;
    }

    /** Make the command of one of these words. */
    public abstract Command member(String name);

    /** Say that a second word is missing. */
    @Override
    public final int run(Session session, Arguments arguments) {
        int last = members.size() - 1;
        throw UsageException.withHelp(
                "Error: Expected " + String.join(", ", members.subList(0, last)) + " or " + members.get(last));
    }
}
