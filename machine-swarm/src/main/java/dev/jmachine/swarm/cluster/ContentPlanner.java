package dev.jmachine.swarm.cluster;

import dev.jmachine.swarm.cluster.ObservedSwarm.ObservedResource;
import dev.jmachine.swarm.cluster.ObservedSwarm.ObservedSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans what is put on the swarm: its settings, images, networks, configs, secrets, stacks. Pure. */
final class ContentPlanner {
    private final ClusterFile file;
    private final Map<String, Member> members;
    private final WantedContents contents;
    private final ClusterRecord record;
    private final Observation seen;
    private final Set<String> madeAnew;
    private final List<String> warnings;
    private final List<Change> changes = new ArrayList<>();

    /**
     * Create a planner.
     *
     * @param machines what is done to the machines
     */
    ContentPlanner(ClusterFile file, Map<String, Member> members, WantedContents contents, ClusterRecord record,
            Observation seen, List<Change> machines, List<String> warnings) {
        this.file = file;
        this.members = members;
        this.contents = contents;
        this.record = record;
        this.seen = seen;
        this.madeAnew = machines.stream()
                .filter(change -> change instanceof MachineChange.CreateMachine || change instanceof MachineChange.ReplaceMachine)
                .map(Change::subject).collect(Collectors.toSet());
        this.warnings = warnings;
    }

    List<Change> plan() {
        settings();
        images();
        for (ResourceType type : ResourceType.values()) {
            contents.resources().get(type).forEach((name, digest) -> put(type, name, digest));
        }
        stacks();
        for (ResourceType type : ResourceType.values()) {
            record.resources().get(type).keySet().forEach(name -> remove(type, name));
        }
        return changes;
    }

    private void settings() {
        SwarmSettings wanted = file.swarm();
        ObservedSettings is = seen.swarm().map(ObservedSwarm::settings).orElse(new ObservedSettings(wanted.autolock(),
                SwarmSettings.DEFAULT.taskHistory(), SwarmSettings.DEFAULT.certificateValidity().toSeconds()));
        List<String> what = new ArrayList<>();
        if (is.autolock() != wanted.autolock()) {
            what.add("autolock " + (wanted.autolock() ? "on" : "off"));
        }
        if (is.taskHistory() != wanted.taskHistory()) {
            what.add("task history " + wanted.taskHistory());
        }
        if (is.certificateSeconds() != wanted.certificateValidity().toSeconds()) {
            what.add("certificates valid for " + wanted.certificateValidity().toHours() + " h");
        }
        if (!what.isEmpty()) {
            changes.add(new SwarmChange.ChangeSwarm(wanted, what));
        }
    }

    private void images() {
        for (ImageArchive image : file.images()) {
            String digest = contents.images().get(image.image());
            boolean changed = !record.images().getOrDefault(image.image(), digest).equals(digest);
            List<String> without = members.keySet().stream()
                    .filter(name -> madeAnew.contains(name) || seen.machine(name).isPresent())
                    .filter(name -> changed || madeAnew.contains(name) || lacks(name, image.image())).toList();
            if (!without.isEmpty()) {
                changes.add(new ContentChange.LoadImage(image.image(), image.archive(), without));
            }
        }
    }

    /** Return whether a machine that was asked does not have an image. */
    private boolean lacks(String machine, String image) {
        Set<String> images = seen.images().get(machine);
        return images != null && !images.contains(image);
    }

    private void put(ResourceType type, String name, String digest) {
        Optional<ObservedResource> is = seen.swarm().flatMap(swarm -> swarm.resource(type, name));
        if (is.isEmpty()) {
            changes.add(new ContentChange.PutResource(type, name, false));
        } else if (!is.get().cluster().equals(file.name())) {
            warnings.add("The " + type.word() + " " + name + " was made by others and is left as it is.");
        } else if (!is.get().digest().equals(digest)) {
            changes.add(new ContentChange.PutResource(type, name, true));
        }
    }

    private void remove(ResourceType type, String name) {
        boolean ours = seen.swarm().flatMap(swarm -> swarm.resource(type, name))
                .filter(resource -> resource.cluster().equals(file.name())).isPresent();
        if (ours && !contents.resources().get(type).containsKey(name)) {
            changes.add(new ContentChange.RemoveResource(type, name));
        }
    }

    private void stacks() {
        Set<String> there = seen.swarm().map(ObservedSwarm::stacks).orElse(Set.of());
        contents.stacks().forEach((name, digest) -> {
            boolean same = there.contains(name) && digest.equals(record.stacks().get(name));
            if (!same) {
                changes.add(new ContentChange.DeployStack(name, there.contains(name)));
            }
        });
        record.stacks().keySet().stream().filter(name -> !contents.stacks().containsKey(name))
                .forEach(name -> changes.add(new ContentChange.RemoveStack(name)));
    }
}
