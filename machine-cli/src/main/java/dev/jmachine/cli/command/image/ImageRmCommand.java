package dev.jmachine.cli.command.image;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.UsageException;

/** {@code image rm}. */
final class ImageRmCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("image rm", "NAME...", "Remove images", ImageWork.DRIVER);
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (arguments.words().isEmpty()) {
            throw UsageException.withHelp("Error: Expected to get one or more image names as arguments");
        }
        ImageWork.run(session, arguments.words(), ImageWork.images(session, arguments)::remove);
        arguments.words().forEach(name -> session.console().say("Successfully removed " + name));
        return 0;
    }
}
