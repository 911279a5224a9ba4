package dev.jmachine.swarm.cluster;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.SwarmSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts cluster files together for tests. Not thread-safe. */
final class TestFiles {
    private final List<MachineGroup> groups = new ArrayList<>();
    final Map<String, ExternalValue> configs = new LinkedHashMap<>();
    final Map<String, OverlayNetwork> networks = new LinkedHashMap<>();
    final Map<String, StackSource> stacks = new LinkedHashMap<>();
    final List<ImageArchive> images = new ArrayList<>();
    SwarmSettings settings = SwarmSettings.DEFAULT;
    private EngineSpec engine = EngineSpec.DEFAULT;
    private String size = "small";
    private String driver = "fake";
    private Map<String, String> labels = Map.of();
    private SwarmSpec.Availability availability = SwarmSpec.Availability.ACTIVE;

    /** Have the groups that follow use another engine. */
    TestFiles engine(EngineSpec value) {
        engine = value;
        return this;
    }

    TestFiles size(String value) {
        size = value;
        return this;
    }

    TestFiles driver(String value) {
        driver = value;
        return this;
    }

    TestFiles labels(Map<String, String> value) {
        labels = value;
        return this;
    }

    TestFiles availability(SwarmSpec.Availability value) {
        availability = value;
        return this;
    }

    TestFiles managers(String... names) {
        return group(SwarmSpec.Role.MANAGER, names);
    }

    TestFiles workers(String... names) {
        return group(SwarmSpec.Role.WORKER, names);
    }

    private TestFiles group(SwarmSpec.Role role, String... names) {
        List<MachineSpec> specs = new ArrayList<>();
        for (String name : names) {
            specs.add(MachineSpec.builder(name, driver).option("fake-size", size).option("fake-token", "hidden")
                    .engine(engine).build());
        }
        groups.add(new MachineGroup(role + "" + groups.size(), role, specs, labels, availability, Map.of()));
        return this;
    }

    ClusterFile file() {
        return new ClusterFile("demo", Path.of("/cluster.yaml"), settings, groups, images, networks, configs, Map.of(),
                stacks, List.of());
    }
}
