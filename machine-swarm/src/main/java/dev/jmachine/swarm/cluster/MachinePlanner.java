package dev.jmachine.swarm.cluster;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.SwarmSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plans what is done to machines as such: made, started, replaced, their engines configured and upgraded. Pure. */
final class MachinePlanner {
    private final Map<String, Member> members;
    private final ClusterRecord record;
    private final Observation seen;
    private final List<String> warnings;

    MachinePlanner(Map<String, Member> members, ClusterRecord record, Observation seen, List<String> warnings) {
        this.members = members;
        this.record = record;
        this.seen = seen;
        this.warnings = warnings;
    }

    List<Change> plan() {
        List<Change> changes = new ArrayList<>();
        for (Member member : members.values()) {
            Optional<ObservedMachine> machine = seen.machine(member.name());
            if (machine.isEmpty()) {
                changes.add(new MachineChange.CreateMachine(member.spec(), member.role(), false));
            } else {
                existing(member, machine.get()).ifPresent(changes::add);
            }
        }
        return changes;
    }

    private Optional<Change> existing(Member member, ObservedMachine machine) {
        Optional<String> difference = difference(member.spec(), machine);
        if (machine.unfinishedStep().isPresent()) {
            boolean same = difference.isEmpty() && machine.spec().engine().equals(member.spec().engine());
            return Optional.of(same ? new MachineChange.CreateMachine(member.spec(), member.role(), true)
                    : replacement(member, true, "its making was cut short, and it is to be another one now"));
        }
        if (machine.dead()) {
            return Optional.of(replacement(member, true,
                    "it is " + machine.state().displayName().toLowerCase(Locale.ROOT)));
        }
        if (difference.isPresent()) {
            return Optional.of(replacement(member,
                    machine.state() != MachineState.RUNNING || !machine.swarm().inSwarm(), difference.get()));
        }
        if (machine.startable()) {
            return Optional.of(new MachineChange.StartMachine(member.name(), machine.state()));
        }
        if (machine.state() != MachineState.RUNNING && machine.state() != MachineState.NONE) {
            warnings.add("The machine " + member.name() + " is in the state \"" + machine.state().displayName()
                    + "\" and is left as it is: bring it back, or take it out of the file.");
            return Optional.empty();
        }
        return engine(member, machine);
    }

    private Change replacement(Member member, boolean dead, String reason) {
        SwarmSpec.Role role = member.role();
        return new MachineChange.ReplaceMachine(member.spec(), role, dead, reason);
    }

    private Optional<Change> engine(Member member, ObservedMachine machine) {
        boolean cutShort = Optional.ofNullable(record.machines().get(member.name()))
                .filter(ClusterRecord.MemberRecord::engineChanging).isPresent();
        EngineSpec wanted = member.spec().engine();
        boolean settings = cutShort || !settings(wanted).equals(settings(machine.spec().engine()));
        if (!wanted.version().isEmpty() && !wanted.version().equals(machine.spec().engine().version())) {
            return Optional.of(new MachineChange.UpgradeEngine(member.name(), wanted, settings));
        }
        return settings ? Optional.of(new MachineChange.ConfigureEngine(member.name(), wanted)) : Optional.empty();
    }

    /** Return what can be changed of an engine whatever its version; how it came matters no more. */
    private static List<Object> settings(EngineSpec engine) {
        return List.of(engine.storageDriver(), Set.copyOf(engine.labels()), Set.copyOf(engine.options()),
                engine.registryMirrors(), engine.insecureRegistries(), Set.copyOf(engine.environment()));
    }

    /** Return in what a machine differs so that only another one will do. */
    private static Optional<String> difference(MachineSpec wanted, ObservedMachine machine) {
        if (!wanted.driver().equals(machine.spec().driver())) {
            return Optional.of("its driver is to be " + wanted.driver() + ", not " + machine.spec().driver());
        }
        Map<String, List<String>> is = known(machine.spec(), machine);
        Map<String, List<String>> toBe = known(wanted, machine);
        Set<String> names = new TreeSet<>(is.keySet());
        names.addAll(toBe.keySet());
        String changed = names.stream().filter(name -> !Objects.equals(is.get(name), toBe.get(name)))
                .collect(Collectors.joining(", "));
        if (!changed.isEmpty()) {
            return Optional.of("its driver's options have changed: " + changed);
        }
        return Optional.empty();
    }

    private static Map<String, List<String>> known(MachineSpec spec, ObservedMachine machine) {
        return spec.driverOptions().entrySet().stream()
                .filter(option -> !machine.secretOptions().contains(option.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
