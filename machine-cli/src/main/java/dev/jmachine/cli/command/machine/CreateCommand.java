package dev.jmachine.cli.command.machine;

import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.Machines;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.DriverFlags;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Failures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code create}. */
public final class CreateCommand implements Command {

    @Override
    public CommandDescription description() {
        return new CommandDescription("create", "NAME...", "Create a machine",
                "Several machines are made side by side. Where making one was cut short, \"create NAME\" without flags "
                        + "goes on. \"create --driver NAME --help\" includes the flags of that driver.",
                CreateFlags.shared(), false);
    }

    @Override
    public List<Flag> flags(Session session, List<String> words) {
        boolean namesOnly = !words.isEmpty() && words.stream().noneMatch(word -> word.startsWith("-"));
        if (namesOnly && words.stream().allMatch(name -> isUnfinished(session, name))) {
            // Their specifications are in the store, so the driver that is the default now plays no part.
            return CreateFlags.shared();
        }
        return Stream.concat(CreateFlags.shared().stream(),
                driverFlags(session, DriverFlags.driver(session, words)).stream()).toList();
    }

    private static List<Flag> driverFlags(Session session, String driver) {
        return DriverFlags.of(session.machines().driver(driver).options());
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<String> names = arguments.words();
        if (names.isEmpty()) {
            throw UsageException.withHelp("Error: No machine name specified");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new UsageException("Invalid command line. A machine is named twice: " + String.join(" ", names));
        }
        Map<String, MachineSpec> specifications = specifications(session, arguments);
        CreationOrder order = new CreationOrder(names, name -> joined(session, name, specifications.get(name)));
        session.relay().watchedBy(order);
        MachineWork work = new MachineWork(session, "create");
        List<RuntimeException> results = work.attempt(order.names(),
                name -> order.make(name, () -> make(session.machines(), name, specifications.get(name))));
        return report(session, names,
                names.stream().map(name -> results.get(order.names().indexOf(name))).toList(), work.forPrograms());
    }

    /** Read the specifications of those machines that are not to be gone on with. */
    private static Map<String, MachineSpec> specifications(Session session, Arguments arguments) {
        List<String> made = arguments.words().stream()
                .filter(name -> arguments.anyTyped() || !isUnfinished(session, name)).toList();
        Map<String, MachineSpec> specifications = new HashMap<>();
        if (!made.isEmpty()) {
            SpecificationReader reader = new SpecificationReader(arguments,
                    driverFlags(session, arguments.text("driver")));
            made.forEach(name -> specifications.put(name, reader.read(name)));
        }
        return specifications;
    }

    private static boolean isUnfinished(Session session, String name) {
        return session.machines().exists(name) && session.machines().get(name).unfinishedStep().isPresent();
    }

    private static String joined(Session session, String name, MachineSpec specification) {
        return (specification == null ? session.machines().get(name).spec() : specification).swarm().join();
    }

    private static void make(Machines machines, String name, MachineSpec specification) {
        if (specification == null) {
            machines.resume(name);
        } else {
            machines.create(specification);
        }
    }

    private static int report(
            Session session, List<String> names, List<RuntimeException> results, boolean forPrograms) {
        List<RuntimeException> failures = new ArrayList<>(results);
        failures.removeIf(Objects::isNull);
        for (int index = 0; index < names.size(); index++) {
            if (results.get(index) == null && !forPrograms) {
                session.console().say("To see how to connect your Docker Client to the Docker Engine running on this "
                        + "virtual machine, run: " + session.program().path() + " env " + names.get(index));
                tellKey(session, names.get(index));
            }
        }
        if (!failures.isEmpty()) {
            throw new Failures(failures);
        }
        return 0;
    }

    /** Say how the key of a swarm is shown, not the key: what create prints stands in many a log. */
    private static void tellKey(Session session, String name) {
        if (session.machines().get(name).spec().swarm().autolock()) {
            session.console().say("Managers of its swarm ask for a key after a restart. To see it, run: "
                    + session.program().path() + " swarm unlock-key " + name);
        }
    }
}
