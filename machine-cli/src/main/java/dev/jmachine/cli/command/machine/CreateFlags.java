package dev.jmachine.cli.command.machine;

import dev.jmachine.cli.command.DriverFlags;
import dev.jmachine.cli.option.Flag;
import java.util.List;
import java.util.stream.Stream;

/** The flags of {@code create} that do not depend on the driver. */
final class CreateFlags {

    /** Flags of the standalone Swarm, under docker-machine's names; known so that they can be refused. */
    static final List<Flag> STANDALONE_SWARM = List.of(
            Flag.on("swarm", "Configure Machine to join a Swarm cluster (standalone Swarm; not offered)"),
            Flag.text("swarm-image", "", "swarm:latest", "Specify Docker image to use for Swarm "
                    + "(standalone Swarm; not offered)").from("MACHINE_SWARM_IMAGE"),
            Flag.on("swarm-master", "Configure Machine to be a Swarm master (standalone Swarm; not offered)"),
            Flag.text("swarm-discovery", "Discovery service to use with Swarm (standalone Swarm; not offered)"),
            Flag.text("swarm-strategy", "", "spread", "Define a default scheduling strategy for Swarm "
                    + "(standalone Swarm; not offered)"),
            Flag.list("swarm-opt", "Define arbitrary flags for Swarm master (standalone Swarm; not offered)"),
            Flag.list("swarm-join-opt", "Define arbitrary flags for Swarm join (standalone Swarm; not offered)"),
            Flag.text("swarm-host", "", "tcp://0.0.0.0:3376", "ip/socket to listen on for Swarm master "
                    + "(standalone Swarm; not offered)"),
            Flag.text("swarm-addr", "addr to advertise for Swarm (standalone Swarm; not offered)"),
            Flag.on("swarm-experimental", "Enable Swarm experimental features (standalone Swarm; not offered)"));

    private static final List<Flag> OWN = List.of(
            DriverFlags.driverFlag("Driver to create machine with."),
            Flag.text("engine-install", "", "auto", "How the engine is installed where there is none: auto, script, "
                    + "package, none, or URL[,sha256:HEX] of a script").from("MACHINE_ENGINE_INSTALL"),
            Flag.text("engine-install-url", "Custom URL to use for engine installation")
                    .from("MACHINE_DOCKER_INSTALL_URL"),
            Flag.text("engine-version", "Version of the engine to install").from("MACHINE_ENGINE_VERSION"),
            Flag.list("engine-opt",
                    "Specify arbitrary flags to include with the created engine in the form flag=value"),
            Flag.list("engine-insecure-registry", "Specify insecure registries to allow with the created engine"),
            Flag.list("engine-registry-mirror", "Specify registry mirrors to use").from("ENGINE_REGISTRY_MIRROR"),
            Flag.list("engine-label", "Specify labels for the created engine"),
            Flag.text("engine-storage-driver", "Specify a storage driver to use with the engine"),
            Flag.list("engine-env", "Specify environment variables to set in the engine"),
            Flag.list("tls-san", "Support extra SANs for TLS certs"),
            Flag.text(SpecificationReader.BASTION, "Reach the machine by way of this host: [user@]host[:port]")
                    .from("JMACHINE_SSH_BASTION"),
            Flag.text(SpecificationReader.BASTION_KEY, "SSH private key file for the bastion (by default your own "
                    + "default keys are tried)").from("JMACHINE_SSH_BASTION_KEY"));

    private CreateFlags() {
    }

    /** Return the flags that every driver has. */
    static List<Flag> shared() {
        return Stream.of(OWN, SwarmReader.flags(), STANDALONE_SWARM).flatMap(List::stream).toList();
    }
}
