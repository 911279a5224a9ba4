package dev.jmachine.cli.completion;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineImage;
import dev.jmachine.api.MachineState;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.CommandFamily;
import dev.jmachine.cli.command.DriverFlags;
import dev.jmachine.cli.command.Invocation;
import dev.jmachine.cli.command.KnownSwarms;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.context.DockerContexts;
import dev.jmachine.cli.option.CommandWords;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.GlobalFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds what can stand at a place of the line. */
final class Candidates {
    private final Session session;
    private final List<String> commands;
    private final Function<String, Optional<Command>> finder;

    Candidates(Session session, List<String> commands, Function<String, Optional<Command>> finder) {
        this.session = session;
        this.commands = commands;
        this.finder = finder;
    }

    List<String> of(CommandWords line, List<String> before, String current) {
        Optional<Invocation> call = finder.apply(line.command())
                .map(command -> Invocation.of(command, line.words(), session.program().name()));
        String previous = before.isEmpty() ? "" : before.get(before.size() - 1);
        List<Flag> flags = new ArrayList<>(GlobalFlags.ALL);
        call.ifPresent(found -> flags.addAll(0, flags(found.command(), found.words())));
        Optional<Flag> valued = flags.stream()
                .filter(flag -> flag.takesValue() && previous.startsWith("-")
                        && flag.isNamed(previous.replaceFirst("^-{1,2}", ""))).findFirst();
        if (valued.isPresent()) {
            return values(valued.get().name());
        }
        if (current.startsWith("-")) {
            return flags.stream().map(flag -> "--" + flag.name()).toList();
        }
        return line.command().isEmpty() ? commands : call.map(this::words).orElse(List.of());
    }

    /** Return a command's flags; without those of a driver that cannot be loaded. */
    private List<Flag> flags(Command command, List<String> words) {
        try {
            return command.flags(session, words);
        } catch (MachineException e) {
            return command.description().flags();
        }
    }

    private List<String> values(String flag) {
        return switch (flag) {
            case "driver" -> session.machines().driverNames();
            case "shell" -> List.of("bash", "zsh", "fish", "powershell", "cmd", "tcsh", "emacs");
            case "engine-install" -> List.of("auto", "script", "package", "none");
            case "availability", "swarm-availability" -> List.of("active", "pause", "drain");
            case "role" -> List.of("worker", "manager");
            case "swarm-join" -> machines();
            case "to", "in" -> swarms();
            case "events" -> List.of("jsonl");
            case "filter" -> Stream.concat(Stream.of("driver=", "name=", "label=", "swarm="),
                    Stream.of(MachineState.values()).map(state -> "state=" + state.displayName())).toList();
            default -> List.of();
        };
    }

    private List<String> words(Invocation call) {
        if (call.command() instanceof CommandFamily family) {
            return family.members();
        }
        List<String> given = call.words();
        return switch (call.command().description().name()) {
            case "help" -> commands;
            case "completion" -> CompletionCommand.SHELLS;
            case "drivers" -> session.machines().driverNames();
            case "image rm" -> images(given);
            case "scp", "mount" -> machines().stream().map(name -> name + ":").toList();
            case "create", "ls", "active", "image build", "image ls",
                    "swarm ls", "swarm forget", "context ls",
                    "cluster ls", "cluster plan", "cluster apply" -> List.of();
            case "swarm status", "swarm nodes", "swarm heal", "swarm tokens", "swarm lock", "swarm unlock-key",
                    "swarm rotate-ca", "swarm backup", "swarm upgrade", "context create" -> swarms();
            case "cluster status", "cluster destroy" ->
                    KnownSwarms.clusterNames(session.machines().storagePath());
            case "context rm", "context use" -> DockerContexts.of(session).names();
            case "env", "config" -> given.contains("--swarm") ? swarms() : machines();
            case "ssh" -> given.isEmpty() ? machines() : List.of();
            default -> machines();
        };
    }

    private List<String> machines() {
        return session.machines().list().stream().map(Machine::name).toList();
    }

    /** Return what a swarm can be named by: any machine, or its cluster. */
    private List<String> swarms() {
        return Stream.concat(machines().stream(),
                KnownSwarms.clusterNames(session.machines().storagePath()).stream()).toList();
    }

    private List<String> images(List<String> given) {
        return session.machines().images(DriverFlags.driver(session, given)).list().stream()
                .map(MachineImage::name).toList();
    }
}
