package dev.jmachine.cli.command;

import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import java.util.List;

/** One command. Implementations are stateless and cheap to make: all are made for help, one for everything else. */
public interface Command {

    /** Return what the command says of itself. */
    CommandDescription description();

    /**
     * Return the flags that the command has with these words, such as those of the driver named among them.
     *
     * @param session the session, should something have to be looked up
     * @param words the words after the command's name, not read yet
     */
    default List<Flag> flags(Session session, List<String> words) {
        return description().flags();
    }

    /**
     * Run the command.
     *
     * @return the exit status
     * @throws dev.jmachine.cli.option.UsageException if the arguments make no sense together
     * @throws dev.jmachine.cli.output.Failure or another exception that the error report understands
     */
    int run(Session session, Arguments arguments);
}
