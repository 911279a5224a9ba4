package dev.jmachine.cli.command.cluster;

import dev.jmachine.api.MachineListener;
import dev.jmachine.cli.command.InterruptedByUser;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SideBySide;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.progress.Progress;
import dev.jmachine.swarm.cluster.ClusterFile;
import dev.jmachine.swarm.cluster.Clusters;
import dev.jmachine.swarm.cluster.StepTimes;
import dev.jmachine.swarm.cluster.file.ClusterFileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the commands on clusters share. */
final class ClusterWork {
    static final Flag FILE = Flag.text("file", "f", "",
            "The cluster file (cluster.yaml or jmachine.yaml in this folder unless given)");
    static final Flag JSON = Flag.on("json", "Print a JSON document");
    private static final List<String> USUAL_FILES = List.of("cluster.yaml", "jmachine.yaml");

    private ClusterWork() {
    }

    static Clusters clusters(Session session) {
        return new Clusters(session.machines(), session.relay())
                .withParallelism(session.globals().number(GlobalFlags.PARALLEL))
                .withEnvironment(session.environment());
    }

    /** Return where the cluster file is. */
    static Path path(Arguments arguments) {
        String given = arguments.text(FILE.name());
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        return USUAL_FILES.stream().map(Path::of).filter(Files::exists).findFirst()
                .orElseThrow(() -> UsageException.withHelp("Error: Expected a cluster file with -f, or one of "
                        + String.join(", ", USUAL_FILES) + " in this folder"));
    }

    static ClusterFile file(Session session, Arguments arguments) {
        return new ClusterFileReader(session.machines()::driver).read(path(arguments), session.environment());
    }

    /** Return the cluster's name: the word given, or that in the file. */
    static String name(Session session, Arguments arguments) {
        if (arguments.words().size() > 1) {
            throw UsageException.withHelp("Error: Expected one cluster's name");
        }
        return arguments.words().isEmpty() ? file(session, arguments).name() : arguments.words().get(0);
    }

    /**
     * Do work that Ctrl-C interrupts, showing progress.
     *
     * @param quiet whether standard output is for a document only
     * @param remains what the user is told when it was interrupted
     * @return how long each step took
     */
    static StepTimes run(Session session, boolean quiet, String remains, Runnable work) {
        String events = session.globals().text(GlobalFlags.EVENTS);
        try (Progress progress = Progress.choose(session.console(), events, true)) {
            boolean shown = !quiet || session.console().liveErrors() || progress.forPrograms();
            StepTimes times = new StepTimes(shown ? progress.listener() : MachineListener.NOOP);
            session.relay().to(times);
            RuntimeException failure = new SideBySide(session).run(List.of(""), nothing -> work.run()).get(0);
            if (failure != null) {
                throw failure;
            }
            return times;
        } catch (InterruptedByUser e) {
            throw new InterruptedByUser(e.results(), remains);
        }
    }

    /** Ask without showing progress; Ctrl-C ends it. */
    static <T> T ask(Session session, Supplier<T> question) {
        List<T> answer = new ArrayList<>();
        RuntimeException failure =
                new SideBySide(session).run(List.of(""), nothing -> answer.add(question.get())).get(0);
        if (failure != null) {
            throw failure;
        }
        return answer.get(0);
    }

    /** Return whether standard output is for programs that read events. */
    static boolean forPrograms(Session session) {
        return !session.globals().text(GlobalFlags.EVENTS).isEmpty();
    }

    /** Ask the user, unless told not to; without a terminal nobody can be asked. */
    static boolean confirmed(Session session, Arguments arguments, String question) {
        if (arguments.on("yes")) {
            return true;
        }
        if (!session.console().inputIsTerminal()) {
            throw new UsageException("Error: Without a terminal nobody can be asked: give --yes");
        }
        return session.console().confirm(question);
    }
}
