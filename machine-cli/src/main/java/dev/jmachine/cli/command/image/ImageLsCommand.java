package dev.jmachine.cli.command.image;

import dev.jmachine.api.MachineImage;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import java.util.List;

/** {@code image ls}. */
final class ImageLsCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("image ls", "", "List the images that are there", ImageWork.DRIVER, ImageWork.JSON);
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<MachineImage> images = ImageWork.images(session, arguments).list();
        session.console().out().print(arguments.on("json") ? ImageTable.json(images) : ImageTable.text(images));
        return 0;
    }
}
