package dev.jmachine.cli.command.swarm;

import dev.jmachine.api.Machine;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.machine.MachineWork;
import dev.jmachine.cli.output.Failures;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Does something to machines as nodes of a swarm, showing progress, and says for each when it is done. */
final class SwarmWork {
    private final Session session;
    private final MachineWork work;

    private SwarmWork(Session session, MachineWork work) {
        this.session = session;
        this.work = work;
    }

    /**
     * Return work that is done side by side.
     *
     * @param command the words with which it is gone on with after an interruption, such as {@code swarm drain}
     */
    static SwarmWork sideBySide(Session session, String command) {
        return new SwarmWork(session, new MachineWork(session, command));
    }

    /** Return work that is done one by one: whether a swarm keeps its quorum depends on what was done before. */
    static SwarmWork oneByOne(Session session, String command) {
        return new SwarmWork(session, new MachineWork(session, command).oneByOne());
    }

    /** Return work that is done through one machine, and seen on many. */
    static SwarmWork onMany(Session session, String command) {
        return new SwarmWork(session, new MachineWork(session, command).onMany());
    }

    /**
     * Do it.
     *
     * @param action what is done to a machine of this name
     * @param done what is said then; nothing when standard output is for programs
     * @throws Failures if some fail; the others are done
     */
    void run(List<Machine> machines, Consumer<String> action, UnaryOperator<String> done) {
        List<String> names = machines.stream().map(Machine::name).toList();
        List<RuntimeException> results = work.attempt(names, action);
        for (int index = 0; index < names.size(); index++) {
            if (results.get(index) == null) {
                say(done.apply(names.get(index)));
            }
        }
        List<RuntimeException> failures = results.stream().filter(Objects::nonNull).toList();
        if (!failures.isEmpty()) {
            throw new Failures(failures);
        }
    }

    /** Do something to the swarm that a machine is in; otherwise the same. */
    void run(String member, Consumer<String> action, String done) {
        run(List.of(session.machines().get(member)), action, name -> done);
    }

    /** Say something to a person. */
    void say(String text) {
        if (!text.isEmpty() && !work.forPrograms()) {
            session.console().say(text);
        }
    }
}
