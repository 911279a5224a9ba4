package dev.jmachine.cli.command.image;

import dev.jmachine.api.MachineImage;
import dev.jmachine.api.MachineImages;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.DriverFlags;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code image build}. */
final class ImageBuildCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("image build", "", "Make an image", ImageWork.DRIVER, ImageWork.JSON);
    }

    @Override
    public List<Flag> flags(Session session, List<String> words) {
        MachineImages images = session.machines().images(DriverFlags.driver(session, words));
        return Stream.concat(description().flags().stream(), DriverFlags.of(images.buildOptions()).stream()).toList();
    }

    @Override
    public int run(Session session, Arguments arguments) {
        MachineImages images = ImageWork.images(session, arguments);
        Map<String, List<String>> options = new LinkedHashMap<>();
        images.buildOptions().stream().filter(option -> arguments.given(option.name()))
                .forEach(option -> options.put(option.name(), arguments.list(option.name())));
        MachineImage[] built = new MachineImage[1];
        ImageWork.run(session, List.of(""), nothing -> built[0] = images.build(options));
        List<MachineImage> shown = List.of(built);
        session.console().out().print(arguments.on("json") ? ImageTable.json(shown) : ImageTable.text(shown));
        return 0;
    }
}
