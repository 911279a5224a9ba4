package dev.jmachine.swarm.cluster.file;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.cluster.MachineGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the groups of machines, over the defaults. Not thread-safe. */
final class GroupReader {
    private static final List<String> ROLES = List.of("manager", "worker");
    private static final List<String> AVAILABILITIES = List.of("active", "pause", "drain");

    private final Optional<Mapping> defaults;
    private final DriverReader drivers;
    private final MachineNames names;

    GroupReader(Optional<Mapping> defaults, DriverReader drivers, MachineNames names) {
        this.defaults = defaults;
        this.drivers = drivers;
        this.names = names;
    }

    /** Check the defaults by themselves, so that errors are told that no group meets. */
    void checkDefaults() {
        defaults.ifPresent(mapping -> {
            Layers own = new Layers(List.of(mapping));
            EngineReader.read(own.under("engine", Section.ENGINE));
            Texts.labels(mapping);
            availability(own);
            mapping.get("driver").ifPresent(driver -> drivers.read(driver, own.entries("options")));
            mapping.get("options").filter(options -> mapping.get("driver").isEmpty())
                    .ifPresent(options -> options.lacks("whose they are is not said: defaults has no driver"));
        });
    }

    /** Return a group. */
    Optional<MachineGroup> read(String name, Element element) {
        Texts.requireForm(name, Form.HOST_NAME, element);
        return element.mapping(Section.GROUP).map(group -> {
            Layers layers = new Layers(defaults.map(common -> List.of(group, common)).orElse(List.of(group)));
            if (layers.get("driver").isEmpty()) {
                element.lacks("has no driver, and defaults neither");
            }
            SwarmSpec.Role role = group.require("role").flatMap(value -> value.oneOf(ROLES))
                    .map(word -> SwarmSpec.Role.valueOf(word.toUpperCase(Locale.ROOT)))
                    .orElse(SwarmSpec.Role.WORKER);
            Map<String, Optional<Mapping>> machines = names.of(name, group);
            return new MachineGroup(name, role, specifications(layers, machines),
                    Texts.lines(layers.entries("labels")), availability(layers), labels(machines));
        });
    }

    private static SwarmSpec.Availability availability(Layers layers) {
        return layers.get("availability").flatMap(value -> value.oneOf(AVAILABILITIES))
                .map(word -> SwarmSpec.Availability.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(SwarmSpec.Availability.ACTIVE);
    }

    private static Map<String, Map<String, String>> labels(Map<String, Optional<Mapping>> machines) {
        Map<String, Map<String, String>> labels = new LinkedHashMap<>();
        machines.forEach((name, own) -> own.map(Texts::labels).filter(texts -> !texts.isEmpty())
                .ifPresent(texts -> labels.put(name, texts)));
        return labels;
    }

    private List<MachineSpec> specifications(Layers layers, Map<String, Optional<Mapping>> machines) {
        EngineSpec engine = EngineReader.read(layers.under("engine", Section.ENGINE));
        Layers options = optionLayers(layers);
        layers.get("driver").ifPresent(driver -> drivers.read(driver, options.entries("options")));
        List<MachineSpec> specifications = new ArrayList<>();
        machines.forEach((name, own) -> {
            if (Form.HOST_NAME.matches(name)) {
                specifications.add(specification(name, layers.get("driver"), over(own, options))
                        .engine(engine).swarm(addresses(over(own, layers))).build());
            }
        });
        return specifications;
    }

    private static SwarmSpec addresses(Layers layers) {
        return SwarmSpec.NONE.withAddresses(
                layers.get("advertise-address").flatMap(Element::line).orElse(""),
                layers.get("data-path-address").flatMap(Element::line).orElse(""));
    }

    /** Return the group, and the defaults too unless their options are those of another driver. */
    private Layers optionLayers(Layers layers) {
        Mapping group = layers.mappings().get(0);
        Optional<String> driver = layers.get("driver").flatMap(Element::text);
        return defaults.filter(common -> common.get("driver").flatMap(Element::text).equals(driver)).isPresent()
                ? layers : new Layers(List.of(group));
    }

    private static Layers over(Optional<Mapping> own, Layers layers) {
        List<Mapping> all = new ArrayList<>(layers.mappings());
        own.ifPresent(mapping -> all.add(0, mapping));
        return new Layers(all);
    }

    private MachineSpec.Builder specification(String name, Optional<Element> driver, Layers options) {
        MachineSpec.Builder specification =
                MachineSpec.builder(name, driver.flatMap(Element::text).orElse(""));
        driver.ifPresent(element -> drivers.read(element, options.entries("options")).forEach((option, values) ->
                values.forEach(value -> specification.option(option, value))));
        return specification;
    }
}
