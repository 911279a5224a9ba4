package dev.jmachine.cli.command.image;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.CommandFamily;
import java.util.List;

/** {@code image build|ls|rm}. */
public final class ImageCommand extends CommandFamily {

    /** Create the family. */
    public ImageCommand() {
        super("image", "Build, list and remove images of machines", List.of("build", "ls", "rm"));
    }

    @Override
    public Command member(String name) {
        return switch (name) {
            case "build" -> new ImageBuildCommand();
            case "ls" -> new ImageLsCommand();
            default -> new ImageRmCommand();
        };
    }
}
