package dev.jmachine.cli.command.image;

import dev.jmachine.api.MachineImage;
import dev.jmachine.api.MachineImages;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.DriverFlags;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SideBySide;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Failures;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.output.Table;
import dev.jmachine.cli.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** {@code image build|ls|rm}. */
public final class ImageCommand implements Command {
    @Override
    public CommandDescription description() {
        return CommandDescription.of("image", "build|ls|rm [NAME...]", "Build, list and remove images of machines",
                        DriverFlags.driverFlag("Driver whose images are meant"),
                        Flag.on("json", "Print a JSON document"))
                .details("\"image build\" makes an image, \"image ls\" lists those that are there, "
                        + "\"image rm NAME...\" removes some.");
    }

    @Override
    public List<Flag> flags(Session session, List<String> words) {
        List<Flag> flags = new ArrayList<>(description().flags());
        if (words.contains("build") || words.contains("--help") || words.contains("-h")) {
            String driver = DriverFlags.driver(session, words);
            flags.addAll(DriverFlags.of(session.machines().images(driver).buildOptions()));
        }
        return flags;
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<String> words = arguments.words();
        String action = words.isEmpty() ? "" : words.get(0);
        MachineImages images = session.machines().images(arguments.text("driver"));
        switch (action) {
            case "build" -> build(session, arguments, images);
            case "ls" -> list(session, arguments, images.list());
            case "rm" -> remove(session, images, words.subList(1, words.size()));
            default -> throw UsageException.withHelp("Error: Expected build, ls or rm");
        }
        return 0;
    }

    private static void build(Session session, Arguments arguments, MachineImages images) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        images.buildOptions().stream().filter(option -> arguments.given(option.name()))
                .forEach(option -> options.put(option.name(), arguments.list(option.name())));
        MachineImage[] built = new MachineImage[1];
        work(session, List.of(""), nothing -> built[0] = images.build(options));
        list(session, arguments, List.of(built[0]));
    }

    private static void remove(Session session, MachineImages images, List<String> names) {
        if (names.isEmpty()) {
            throw UsageException.withHelp("Error: Expected to get one or more image names as arguments");
        }
        work(session, names, images::remove);
        names.forEach(name -> session.console().say("Successfully removed " + name));
    }

    private static void work(Session session, List<String> items, Consumer<String> work) {
        String events = session.globals().text(GlobalFlags.EVENTS);
        try (Progress progress = Progress.choose(session.console(), events, false)) {
            session.relay().to(progress.listener());
            List<RuntimeException> failures = new SideBySide(session).run(items, work).stream()
                    .filter(Objects::nonNull).toList();
            if (!failures.isEmpty()) {
                throw new Failures(failures);
            }
        }
    }

    private static void list(Session session, Arguments arguments, List<MachineImage> images) {
        if (arguments.on("json")) {
            session.console().say(new JsonDocument()
                    .put("images", images.stream().map(ImageCommand::json).toList()).text());
            return;
        }
        StringBuilder table = new StringBuilder("NAME\tVERSION\tENGINE\tSIZE\tBUILT\tFILE\n");
        for (MachineImage image : images) {
            table.append(String.join("\t", image.name(), image.version(),
                    image.engine().isEmpty() ? "-" : image.engine(), image.size() / (1024 * 1024) + " MiB",
                    image.built().toString(), image.file().toString())).append('\n');
        }
        session.console().out().print(Table.align(table.toString()));
    }

    private static Map<String, Object> json(MachineImage image) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", image.name());
        keys.put("imageVersion", image.version());
        keys.put("engine", image.engine());
        keys.put("sizeBytes", image.size());
        keys.put("built", image.built().toString());
        keys.put("file", image.file().toString());
        return keys;
    }
}
