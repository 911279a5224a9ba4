package dev.jmachine.swarm.cluster.file;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.cluster.ClusterFile;
import dev.jmachine.swarm.cluster.MachineGroup;
import dev.jmachine.swarm.cluster.SwarmSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads a file's sections and puts them together. Used once. */
final class FileReader {
    private static final int VERSION = 1;
    private static final int MOST_MANAGERS = 7;

    private final Mapping root;
    private final Reading reading;
    private final DriverReader drivers;

    FileReader(Mapping root, Reading reading, DriverReader drivers) {
        this.root = root;
        this.reading = reading;
        this.drivers = drivers;
    }

    /** Return whether the file is of the version that is known; of another one nothing else can be said. */
    boolean isKnownVersion() {
        Optional<Element> version = root.require("version");
        Optional<Long> number = version.flatMap(element -> element.number(1, Integer.MAX_VALUE));
        number.filter(value -> value > VERSION).ifPresent(value -> version.get().problem("version " + value
                + " is newer than version " + VERSION + ", the newest that this jmachine reads"));
        return number.isEmpty() || number.get() == VERSION;
    }

    /** Return what the file asks for; it has no meaning when there are problems. */
    ClusterFile read(Path source) {
        String name = root.require("name").flatMap(element -> element.text(Form.HOST_NAME)).orElse("");
        SwarmSettings swarm = root.get("swarm").flatMap(element -> element.mapping(Section.SWARM))
                .map(SwarmReader::read).orElse(SwarmSettings.DEFAULT);
        List<MachineGroup> groups = groups(name);
        ObjectReader objects = new ObjectReader(reading);
        return new ClusterFile(name, source, swarm, groups,
                root.get("images").map(objects::images).orElse(List.of()),
                named("networks", objects::network),
                named("configs", objects::config),
                named("secrets", objects::secret),
                named("stacks", StackReader::read),
                reading.warnings().lines());
    }

    private List<MachineGroup> groups(String cluster) {
        Optional<Mapping> defaults = root.get("defaults").flatMap(element -> element.mapping(Section.DEFAULTS));
        GroupReader reader = new GroupReader(defaults, drivers, new MachineNames(cluster));
        reader.checkDefaults();
        List<MachineGroup> groups = new ArrayList<>();
        root.require("groups").ifPresent(element -> {
            element.entries().forEach((name, group) -> reader.read(name, group).ifPresent(groups::add));
            checkManagers(element, groups);
        });
        return groups;
    }

    private static void checkManagers(Element element, List<MachineGroup> groups) {
        long managers = groups.stream().filter(group -> group.role() == SwarmSpec.Role.MANAGER)
                .mapToLong(group -> group.machines().size()).sum();
        if (managers == 0) {
            element.lacks("no group has a manager; a swarm needs one");
        } else if (managers % 2 == 0) {
            element.warning(managers + " managers bear the loss of no more than " + (managers - 1)
                    + " do; have an odd number");
        }
        if (managers > MOST_MANAGERS) {
            element.warning(managers + " managers make a swarm slow; " + MOST_MANAGERS + " are the most that help");
        }
    }

    private <T> Map<String, T> named(String key, BiFunction<String, Element, Optional<T>> read) {
        Map<String, T> all = new LinkedHashMap<>();
        root.get(key).map(Element::entries).orElse(Map.of()).forEach(
                (name, element) -> read.apply(name, element).ifPresent(value -> all.put(name, value)));
        return all;
    }
}
