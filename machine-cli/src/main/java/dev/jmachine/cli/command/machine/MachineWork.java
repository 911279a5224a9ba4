package dev.jmachine.cli.command.machine;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SideBySide;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.output.Failures;
import dev.jmachine.cli.progress.Progress;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does the same to several machines, side by side, showing progress. */
final class MachineWork {

    private MachineWork() {
    }

    /**
     * Do something to each machine.
     *
     * @throws Failures if some fail; the others are done
     */
    static void run(Session session, List<Machine> machines, Consumer<Machine> work) {
        List<RuntimeException> failures = attempt(session, machines, Machine::name, work).stream()
                .filter(Objects::nonNull).toList();
        if (!failures.isEmpty()) {
            throw new Failures(failures);
        }
    }

    /** Do something to each item, and return why each failed; null in the place of those that succeeded. */
    static <T> List<RuntimeException> attempt(
            Session session, List<T> items, Function<T, String> name, Consumer<T> work) {
        String events = session.globals().text(GlobalFlags.EVENTS);
        try (Progress progress = Progress.choose(session.console(), events, items.size() > 1)) {
            session.relay().to(progress.listener());
            return new SideBySide(session).run(items, item -> {
                try {
                    work.accept(item);
                } catch (MachineException e) {
                    throw e.at(name.apply(item), null, null);
                }
            });
        }
    }

    /** Return whether standard output is for programs that read events. */
    static boolean forPrograms(Session session) {
        return !session.globals().text(GlobalFlags.EVENTS).isEmpty();
    }
}
