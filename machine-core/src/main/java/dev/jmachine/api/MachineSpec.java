package dev.jmachine.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Describes a machine to be made. Immutable; made with {@link #builder(String, String)}.
 *
 * <p>Driver options are given as text under their flag's name without dashes, such as {@code qemu-memory}; a flag that
 * may be repeated has several values. The driver checks them.
 *
 * @param name the machine's name: letters, digits, dots and dashes, beginning with a letter or digit
 * @param driver the driver's name
 * @param driverOptions values of the driver's options, by option name
 * @param engine the Docker Engine wanted
 * @param tlsNames further names and addresses that the engine's certificate is to be valid for
 * @param swarm how it is to be enrolled in a swarm, or {@link SwarmSpec#NONE}
 * @param bastion the host by way of which it is reached; empty where this computer reaches it itself
 */
public record MachineSpec(
        String name,
        String driver,
        Map<String, List<String>> driverOptions,
        EngineSpec engine,
        List<String> tlsNames,
        SwarmSpec swarm,
        Optional<Bastion> bastion) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9.-]*");

    /**
     * Copy the collections and check the name.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if the name is not a valid host name
     */
    public MachineSpec {
        Objects.requireNonNull(driver, "driver");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(swarm, "swarm");
        Objects.requireNonNull(bastion, "bastion");
        requireValidName(name);
        Map<String, List<String>> options = new LinkedHashMap<>();
        driverOptions.forEach((option, values) -> options.put(option, List.copyOf(values)));
        driverOptions = Collections.unmodifiableMap(options);
        tlsNames = List.copyOf(tlsNames);
    }

    /**
     * Check that a text can name a machine.
     *
     * @return the name
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if it cannot
     */
    public static String requireValidName(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the machine name \"" + name + "\"",
                    "Invalid hostname specified. Allowed hostname chars are: 0-9a-zA-Z . -");
        }
        return name;
    }

    /** Return the same machine with another engine. */
    public MachineSpec withEngine(EngineSpec other) {
        return new MachineSpec(name, driver, driverOptions, other, tlsNames, swarm, bastion);
    }

    /** Return a builder for a machine of this name, made by this driver. */
    public static Builder builder(String name, String driver) {
        return new Builder(name, driver);
    }

    /** Collects the parts of a {@link MachineSpec}. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final String driver;
        private final Map<String, List<String>> driverOptions = new LinkedHashMap<>();
        private EngineSpec engine = EngineSpec.DEFAULT;
        private final List<String> tlsNames = new ArrayList<>();
        private SwarmSpec swarm = SwarmSpec.NONE;
        private Optional<Bastion> bastion = Optional.empty();

        private Builder(String name, String driver) {
            this.name = name;
            this.driver = driver;
        }

        /** Add a value of a driver option, such as {@code option("qemu-memory", "2048")}. */
        public Builder option(String option, String value) {
            driverOptions.computeIfAbsent(option, key -> new ArrayList<>()).add(value);
            return this;
        }

        /** Set the engine wanted. */
        public Builder engine(EngineSpec value) {
            engine = value;
            return this;
        }

        /** Add a name or address that the engine's certificate is to be valid for. */
        public Builder tlsName(String value) {
            tlsNames.add(value);
            return this;
        }

        /** Set how it is to be enrolled in a swarm. */
        public Builder swarm(SwarmSpec value) {
            swarm = value;
            return this;
        }

        /** Set the host by way of which it is to be reached. */
        public Builder bastion(Bastion value) {
            bastion = Optional.of(value);
            return this;
        }

        /**
         * Return the specification.
         *
         * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if the name is not valid
         */
        public MachineSpec build() {
            return new MachineSpec(name, driver, driverOptions, engine, tlsNames, swarm, bastion);
        }
    }
}
