package dev.jmachine.swarm.cluster.file;

import dev.jmachine.api.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names the machines of a cluster. A group's machines have the names that are given, and beyond these names made of
 * the cluster's, the group's and their number: such a name stays the same when others come and go. Not thread-safe.
 */
final class MachineNames {
    private static final int MOST = 1000;

    private final String cluster;
    private final Map<String, String> groups = new LinkedHashMap<>();

    MachineNames(String cluster) {
        this.cluster = cluster;
    }

    /** Return the names of a group's machines, each with what the file says of that machine alone. */
    Map<String, Optional<Mapping>> of(String group, Mapping mapping) {
        Map<String, Element> given = new LinkedHashMap<>();
        mapping.get("names").ifPresent(names -> names.items().forEach(name -> add(name, given)));
        Map<String, Mapping> single = single(mapping);
        List<String> names = new ArrayList<>(given.keySet());
        if (mapping.get("count").isPresent()) {
            mapping.get("count").ifPresent(count -> fill(group, count, names));
            rejectOthers(single, names);
        } else if (mapping.get("names").isPresent()) {
            rejectOthers(single, names);
        } else if (mapping.get("machines").isPresent()) {
            names.addAll(single.keySet());
        } else {
            mapping.element().lacks("has neither count nor names nor machines");
        }
        Map<String, Optional<Mapping>> machines = new LinkedHashMap<>();
        names.forEach(name -> machines.put(name, Optional.ofNullable(single.get(name))));
        machines.keySet().forEach(name -> claim(name, group, given.getOrDefault(name, mapping.element())));
        return machines;
    }

    private static void add(Element element, Map<String, Element> given) {
        element.text(Form.HOST_NAME).ifPresent(name -> {
            if (given.putIfAbsent(name, element) != null) {
                element.problem("the machine " + name + " is there twice");
            }
        });
    }

    private static Map<String, Mapping> single(Mapping group) {
        Map<String, Mapping> machines = new LinkedHashMap<>();
        group.get("machines").map(Element::items).orElse(List.of()).forEach(item ->
                item.mapping(Section.MACHINE).ifPresent(machine -> machine.require("name")
                        .flatMap(name -> name.text(Form.HOST_NAME)).ifPresent(name -> {
                            if (machines.putIfAbsent(name, machine) != null) {
                                item.lacks("the machine " + name + " is there twice");
                            }
                        })));
        return machines;
    }

    private void fill(String group, Element count, List<String> names) {
        long wanted = count.number(0, MOST).orElse((long) names.size());
        if (wanted < names.size()) {
            count.problem("is " + wanted + ", but " + names.size() + " names are given");
        }
        for (long number = names.size() + 1; number <= wanted; number++) {
            names.add(cluster + "-" + group + "-" + number);
        }
    }

    private static void rejectOthers(Map<String, Mapping> single, List<String> names) {
        single.forEach((name, machine) -> {
            if (!names.contains(name)) {
                machine.element().lacks("the group has no machine " + name + Suggestion.of(name, names)
                        .map(other -> "; did you mean " + other + "?").orElse(""));
            }
        });
    }

    private void claim(String name, String group, Element place) {
        String other = groups.putIfAbsent(name, group);
        if (other != null) {
            place.lacks("the machine " + name + " is in the group " + other + " too");
        }
    }
}
