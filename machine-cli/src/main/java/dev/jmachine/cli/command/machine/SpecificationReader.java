package dev.jmachine.cli.command.machine;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.EngineInstall;
import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what kind of machine the flags of {@code create} ask for. */
final class SpecificationReader {
    static final String BASTION = "ssh-bastion";
    static final String BASTION_KEY = "ssh-bastion-key";

    private final Arguments arguments;
    private final List<Flag> driverFlags;

    /**
     * Create a reader.
     *
     * @param arguments the arguments of {@code create}
     * @param driverFlags the flags of the driver named there
     */
    SpecificationReader(Arguments arguments, List<Flag> driverFlags) {
        this.arguments = arguments;
        this.driverFlags = driverFlags;
    }

    /**
     * Return the specification of one machine.
     *
     * @throws Failure if the name cannot name a machine
     */
    MachineSpec read(String name) {
        requireNoStandaloneSwarm();
        MachineSpec.Builder specification = builder(name).engine(engine())
                .swarm(new SwarmReader(arguments).read(name));
        arguments.list("tls-san").forEach(specification::tlsName);
        bastion().ifPresent(specification::bastion);
        for (Flag flag : driverFlags) {
            if (arguments.given(flag.name())) {
                arguments.list(flag.name()).forEach(value -> specification.option(flag.name(), value));
            }
        }
        return specification.build();
    }

    private MachineSpec.Builder builder(String name) {
        try {
            MachineSpec.requireValidName(name);
        } catch (MachineException e) {
            throw new Failure("Error creating machine: " + e.problem(), e.at(name, null, null));
        }
        return MachineSpec.builder(name, arguments.text("driver"));
    }

    private Optional<Bastion> bastion() {
        String text = arguments.text(BASTION);
        String key = arguments.text(BASTION_KEY);
        if (text.isEmpty()) {
            if (!key.isEmpty()) {
                throw new UsageException("--" + BASTION_KEY + " needs --" + BASTION);
            }
            return Optional.empty();
        }
        String home = System.getProperty("user.home");
        String file = key.startsWith("~/") ? home + key.substring(1) : key;
        try {
            return Optional.of(Bastion.parse(text, Optional.of(file).filter(path -> !path.isEmpty()).map(Path::of)));
        } catch (MachineException e) {
            throw new UsageException("invalid value \"" + text + "\" for flag -" + BASTION + ": " + e.problem());
        }
    }

    private void requireNoStandaloneSwarm() {
        String discovery = arguments.text("swarm-discovery");
        if (!discovery.isEmpty() && !discovery.contains("://")) {
            throw new UsageException("Error parsing swarm discovery: Swarm Discovery URL was in the wrong format: "
                    + discovery);
        }
        for (Flag flag : CreateFlags.STANDALONE_SWARM) {
            if (arguments.given(flag.name())) {
                throw Failure.of("Error creating machine: --" + flag.name() + " is not offered",
                        ErrorCode.UNSUPPORTED, "This flag means the standalone Swarm, a container in front of plain "
                                + "engines. For the swarm inside the engines use --swarm-manager, or --swarm-worker "
                                + "with --swarm-join.");
            }
        }
    }

    private EngineSpec engine() {
        EngineSpec.Builder engine = EngineSpec.builder()
                .install(install())
                .version(arguments.text("engine-version"))
                .storageDriver(arguments.text("engine-storage-driver"));
        arguments.list("engine-opt").forEach(engine::option);
        arguments.list("engine-label").forEach(engine::label);
        arguments.list("engine-env").forEach(engine::environment);
        arguments.list("engine-insecure-registry").forEach(engine::insecureRegistry);
        arguments.list("engine-registry-mirror").forEach(engine::registryMirror);
        return engine.build();
    }

    private EngineInstall install() {
        boolean byUrl = arguments.given("engine-install-url") && !arguments.given("engine-install");
        String value = arguments.text(byUrl ? "engine-install-url" : "engine-install");
        try {
            return EngineInstall.parse(value);
        } catch (MachineException e) {
            throw new UsageException("invalid value \"" + value + "\" for flag -engine-install: auto, script, package, "
                    + "none, or a URL with or without ,sha256:HEX");
        }
    }
}
