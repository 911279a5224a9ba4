package dev.jmachine.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Describes the Docker Engine wanted on a machine. Immutable; made with {@link #builder()}.
 *
 * @param install how the engine is installed where there is none
 * @param version the version to install, such as {@code 26.1}; empty for the newest that the install offers
 * @param storageDriver the storage driver, such as {@code overlay2}; empty for the engine's own choice
 * @param labels labels of the engine, as {@code key=value}.
 * @param options further daemon options, as {@code flag=value} or {@code flag}.
 * @param registryMirrors registry mirror URLs.
 * @param insecureRegistries registries that may be used without verified TLS.
 * @param environment environment variables of the daemon, as {@code KEY=value}.
 */
public record EngineSpec(
        EngineInstall install,
        String version,
        String storageDriver,
        List<String> labels,
        List<String> options,
        List<String> registryMirrors,
        List<String> insecureRegistries,
        List<String> environment) {

    /** An engine with all defaults. */
    public static final EngineSpec DEFAULT = builder().build();

    /** Copy the lists and check that nothing is null. */
    public EngineSpec {
        Objects.requireNonNull(install, "install");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(storageDriver, "storageDriver");
        labels = List.copyOf(labels);
        options = List.copyOf(options);
        registryMirrors = List.copyOf(registryMirrors);
        insecureRegistries = List.copyOf(insecureRegistries);
        environment = List.copyOf(environment);
    }

    /** Return a builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the parts of an {@link EngineSpec}. Not thread-safe. */
    public static final class Builder {
        private EngineInstall install = EngineInstall.AUTO;
        private String version = "";
        private String storageDriver = "";
        private final List<String> labels = new ArrayList<>();
        private final List<String> options = new ArrayList<>();
        private final List<String> registryMirrors = new ArrayList<>();
        private final List<String> insecureRegistries = new ArrayList<>();
        private final List<String> environment = new ArrayList<>();

        private Builder() {
        }

        /** Set how the engine is installed. */
        public Builder install(EngineInstall value) {
            install = value;
            return this;
        }

        /** Set the version to install. */
        public Builder version(String value) {
            version = value;
            return this;
        }

        /** Set the storage driver. */
        public Builder storageDriver(String value) {
            storageDriver = value;
            return this;
        }

        /** Add a label, as {@code key=value}. */
        public Builder label(String value) {
            labels.add(value);
            return this;
        }

        /** Add a daemon option, as {@code flag=value}. */
        public Builder option(String value) {
            options.add(value);
            return this;
        }

        /** Add a registry mirror URL. */
        public Builder registryMirror(String value) {
            registryMirrors.add(value);
            return this;
        }

        /** Add a registry used without verified TLS. */
        public Builder insecureRegistry(String value) {
            insecureRegistries.add(value);
            return this;
        }

        /** Add an environment variable, as {@code KEY=value}. */
        public Builder environment(String value) {
            environment.add(value);
            return this;
        }

        /** Return the specification. */
        public EngineSpec build() {
            return new EngineSpec(install, version, storageDriver, labels, options,
                    registryMirrors, insecureRegistries, environment);
        }
    }
}
