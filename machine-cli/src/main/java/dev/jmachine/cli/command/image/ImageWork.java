package dev.jmachine.cli.command.image;

import dev.jmachine.api.MachineImages;
import dev.jmachine.cli.command.DriverFlags;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SideBySide;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.output.Failures;
import dev.jmachine.cli.progress.Progress;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** What the commands on images share. */
final class ImageWork {
    static final Flag DRIVER = DriverFlags.driverFlag("Driver whose images are meant");
    static final Flag JSON = Flag.on("json", "Print a JSON document");

    private ImageWork() {
    }

    /** Return the images of the driver named. */
    static MachineImages images(Session session, Arguments arguments) {
        return session.machines().images(arguments.text("driver"));
    }

    /**
     * Do something with each item, showing progress.
     *
     * @throws Failures if some fail; the others are done
     */
    static void run(Session session, List<String> items, Consumer<String> work) {
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
}
