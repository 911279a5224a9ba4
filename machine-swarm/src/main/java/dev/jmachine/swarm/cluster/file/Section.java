package dev.jmachine.swarm.cluster.file;

import java.util.List;

/** The kinds of mappings with fixed keys that a cluster file has; the schema has the same under the same names. */
enum Section {
    FILE("version", "name", "defaults", "swarm", "images", "groups", "networks", "configs", "secrets", "stacks"),
    DEFAULTS("driver", "options", "engine", "labels", "availability"),
    SWARM("autolock", "address-pools", "subnet-size", "task-history", "certificate-validity"),
    IMAGE("image", "archive"),
    GROUP("role", "count", "names", "machines", "driver", "options", "engine", "labels", "availability",
            "advertise-address", "data-path-address"),
    MACHINE("name", "options", "labels", "advertise-address", "data-path-address"),
    ENGINE("install", "version", "storage-driver", "labels", "options", "registry-mirrors", "insecure-registries",
            "environment"),
    NETWORK("driver", "attachable", "encrypted", "internal", "subnets", "labels", "options"),
    VALUE("file", "environment", "labels"),
    STACK("compose", "env-file", "environment", "prune", "wait");

    private final List<String> keys;

    Section(String... keys) {
        this.keys = List.of(keys);
    }

    /** Return its keys, in the order in which they are explained. */
    List<String> keys() {
        return keys;
    }
}
