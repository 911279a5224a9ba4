package dev.jmachine.cli.command.stack;

import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.machine.MachineWork;
import dev.jmachine.cli.command.swarm.SwarmMember;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.swarm.mode.Swarms;
import dev.jmachine.swarm.stack.Stacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the commands on stacks have in common. */
final class StackWork {
    static final Flag ON = Flag.text("on",
            "Machine or cluster whose swarm is meant; not needed where there is one swarm");
    static final Flag JSON = Flag.on("json", "Print a JSON document");

    /** The names that Compose looks for, the one that it likes best first. */
    private static final List<String> USUAL =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    private StackWork() {
    }

    /** Return the machine whose swarm is meant. */
    static String member(Session session, Arguments arguments) {
        String on = arguments.text("on");
        return SwarmMember.of(session, on.isEmpty() ? List.of() : List.of(on));
    }

    /** Return the stacks of the swarm that is meant. */
    static Stacks stacks(Session session, Arguments arguments) {
        return of(session, member(session, arguments));
    }

    private static Stacks of(Session session, String member) {
        Swarms swarms = new Swarms(session.machines(), session.relay());
        return new Stacks(swarms, swarms.of(member));
    }

    /** Return the one stack that is named. */
    static String name(Arguments arguments) {
        if (arguments.words().size() != 1) {
            throw UsageException.withHelp("Error: Expected the name of one stack as an argument");
        }
        return arguments.words().get(0);
    }

    /** Change something, showing progress; return whether a person is to be told the result. */
    static boolean run(Session session, Arguments arguments, String command, Consumer<Stacks> work) {
        MachineWork shown = new MachineWork(session, command + " --on").onMany();
        shown.run(List.of(session.machines().get(member(session, arguments))),
                machine -> work.accept(of(session, machine.name())));
        return !shown.forPrograms();
    }

    /** Return the usual Compose file of a folder and, after it, the one that overrides it; none when there is none. */
    static List<Path> usualFiles(Path folder, boolean overriding) {
        return USUAL.stream().filter(name -> Files.isRegularFile(folder.resolve(name))).findFirst()
                .map(name -> Stream.of(name, name.replace(".y", ".override.y")).limit(overriding ? 2 : 1)
                        .map(folder::resolve).filter(Files::isRegularFile).toList())
                .orElse(List.of());
    }
}
