package dev.jmachine.cli.command.machine;

import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoveOptions;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmMembership;
import dev.jmachine.cli.command.context.DockerContexts;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.ErrorReport;
import dev.jmachine.cli.output.Failure;
import dev.jmachine.cli.output.Failures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** {@code rm}. */
public final class RmCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("rm", "NAME...", "Remove a machine",
                        Flag.on("force", "f", "Remove local configuration even if machine cannot be removed, also "
                                + "implies an automatic yes (`-y`)"),
                        Flag.on("yes", "y", "Assumes automatic yes to proceed with remove, without prompting further "
                                + "user confirmation"),
                        Flag.on("clean-host", "Undo on a host that stays, as generic's, what provisioning did to it"))
                .details("Argument(s) are one or more machine names.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<String> names = arguments.words().stream().distinct().toList();
        if (names.isEmpty()) {
            throw UsageException.withHelp("Error: Expected to get one or more machine names as arguments");
        }
        boolean force = arguments.on("force");
        MachineWork work = new MachineWork(session, force ? "rm -f" : "rm -y");
        if (!confirmed(session, arguments, names, work.forPrograms())) {
            return 0;
        }
        RemoveOptions options = new RemoveOptions(force, arguments.on("clean-host"));
        try {
            report(session, names,
                    attempt(session, work, names, name -> session.machines().get(name).remove(options)), force);
        } finally {
            List<String> removed = DockerContexts.of(session).removeStale();
            if (!work.forPrograms()) {
                removed.forEach(session.console()::say);
            }
        }
        return 0;
    }

    /**
     * Remove the managers of swarms behind all others and one after the other: where a whole swarm is named, none is to
     * be refused for the sake of those that go too.
     */
    private static List<RuntimeException> attempt(
            Session session, MachineWork work, List<String> names, Consumer<String> removal) {
        MachineWork shown = names.size() > 1 ? work.onMany() : work;
        Map<Boolean, List<String>> managers =
                names.stream().collect(Collectors.partitioningBy(name -> manages(session, name)));
        Map<String, RuntimeException> results = new HashMap<>();
        keep(results, managers.get(false), shown.attempt(managers.get(false), removal));
        keep(results, managers.get(true), shown.oneByOne().attempt(managers.get(true), removal));
        return names.stream().map(results::get).toList();
    }

    private static boolean manages(Session session, String name) {
        return session.machines().exists(name)
                && SwarmMembership.of(session.machines().get(name)).filter(SwarmMembership::manager).isPresent();
    }

    private static void keep(
            Map<String, RuntimeException> results, List<String> names, List<RuntimeException> those) {
        for (int index = 0; index < names.size(); index++) {
            results.put(names.get(index), those.get(index));
        }
    }

    private static boolean confirmed(
            Session session, Arguments arguments, List<String> names, boolean forPrograms) {
        if (!forPrograms) {
            session.console().say("About to remove " + String.join(", ", names));
            session.console().say("WARNING: This action will delete both local reference and remote instance.");
        }
        return arguments.on("yes") || arguments.on("force") || session.console().confirm("Are you sure?");
    }

    /** Tell the results; with force a failure is told but is none, as in docker-machine. */
    private static void report(Session session, List<String> names, List<RuntimeException> results, boolean force) {
        List<RuntimeException> failures = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            RuntimeException result = results.get(index);
            if (result == null && session.globals().text(GlobalFlags.EVENTS).isEmpty()) {
                session.console().say("Successfully removed " + names.get(index));
            } else if (result instanceof MachineException failure) {
                failures.add(new Failure("Error removing host \"" + names.get(index) + "\": " + failure.problem(),
                        failure));
            } else if (result != null) {
                failures.add(result);
            }
        }
        if (failures.isEmpty()) {
            return;
        }
        if (!force) {
            throw new Failures(failures);
        }
        ErrorReport report = new ErrorReport(session.console().err(), session.program().name(),
                session.globals().on(GlobalFlags.STACKTRACE));
        failures.forEach(report::print);
    }
}
