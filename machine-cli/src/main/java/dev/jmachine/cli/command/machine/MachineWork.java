package dev.jmachine.cli.command.machine;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.cli.command.InterruptedByUser;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SideBySide;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.output.Failures;
import dev.jmachine.cli.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Does the same to several machines, side by side, showing progress. Thread-safe. */
public final class MachineWork {
    private final Session session;
    private final String command;
    private final int width;
    private final boolean many;

    /**
     * Create work for a session.
     *
     * @param command the words with which it is gone on with after an interruption, such as {@code start}
     */
    public MachineWork(Session session, String command) {
        this(session, command, session.globals().number(GlobalFlags.PARALLEL), false);
    }

    private MachineWork(Session session, String command, int width, boolean many) {
        this.session = session;
        this.command = command;
        this.width = width;
        this.many = many;
    }

    /** Return the same work, done to one machine after the other: each is to see what became of those before. */
    public MachineWork oneByOne() {
        return new MachineWork(session, command, 1, many);
    }

    /** Return the same work, where what is done to one machine is seen on several. */
    public MachineWork onMany() {
        return new MachineWork(session, command, width, true);
    }

    /**
     * Do something to each machine.
     *
     * @throws Failures if some fail; the others are done
     */
    public void run(List<Machine> machines, Consumer<Machine> work) {
        List<String> names = machines.stream().map(Machine::name).toList();
        Consumer<String> byName = name -> work.accept(machines.get(names.indexOf(name)));
        List<RuntimeException> failures = attempt(names, byName).stream().filter(Objects::nonNull).toList();
        if (!failures.isEmpty()) {
            throw new Failures(failures);
        }
    }

    /** Do something to each of the names, and return why each failed; null in the place of those that succeeded. */
    public List<RuntimeException> attempt(List<String> names, Consumer<String> work) {
        String events = session.globals().text(GlobalFlags.EVENTS);
        try (Progress progress = Progress.choose(session.console(), events, many || names.size() > 1)) {
            session.relay().to(progress.listener());
            return new SideBySide(session, width).run(names, name -> {
                try {
                    work.accept(name);
                } catch (MachineException e) {
                    throw e.at(name, null, null);
                }
            });
        } catch (InterruptedByUser e) {
            throw new InterruptedByUser(e.results(), remains(names, e.results()));
        }
    }

    /** Say which machines are not done, where each stopped, and how to go on. */
    private String remains(List<String> names, List<RuntimeException> results) {
        StringBuilder text = new StringBuilder();
        List<String> unfinished = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            if (results.get(index) != null) {
                unfinished.add(names.get(index));
                text.append(names.get(index)).append(": ").append(place(results.get(index))).append('\n');
            }
        }
        if (unfinished.isEmpty()) {
            return "All was done already.";
        }
        String program = session.program().name();
        String all = String.join(" ", unfinished);
        text.append("Go on with \"").append(program).append(' ').append(command).append(' ').append(all).append('"');
        if (command.equals("create")) {
            text.append(", or remove what is there with \"").append(program).append(" rm -y ").append(all).append('"');
        }
        return text.append('.').toString();
    }

    private static String place(RuntimeException result) {
        return result instanceof MachineException failure
                ? failure.step().map(step -> "stopped in step \"" + step + "\"").orElse("not begun")
                : "stopped";
    }

    /** Return whether standard output is for programs that read events. */
    public boolean forPrograms() {
        return !session.globals().text(GlobalFlags.EVENTS).isEmpty();
    }
}
