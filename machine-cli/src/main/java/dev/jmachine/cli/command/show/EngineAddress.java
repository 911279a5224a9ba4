package dev.jmachine.cli.command.show;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.cli.output.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a Docker client reaches a machine's engine, checked by asking it.
 *
 * @param url the engine's address, or that of the standalone Swarm on the machine
 * @param certificates the folder of the client's certificate
 * @param tls whether the client needs them
 */
record EngineAddress(String url, Path certificates, boolean tls) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Ask the engine, then return its address.
     *
     * @param swarm whether the standalone Swarm on the machine is meant
     * @param activity what is being done, the first words of the report when the engine does not answer
     */
    static EngineAddress checked(Machine machine, boolean swarm, String activity) {
        RunningMachine.engine(machine, activity);
        return of(machine, swarm, activity);
    }

    /**
     * Make sure that something listens at the engine's port, then return its address. A TLS hand-shake would take
     * longer than all the rest, and the client that comes next makes it anyway; only when nothing listens the engine is
     * asked, for the reason.
     *
     * @param swarm whether the standalone Swarm on the machine is meant
     * @param activity what is being done, the first words of the report when nothing listens
     */
    static EngineAddress reached(Machine machine, boolean swarm, String activity) {
        RunningMachine.requireReached(machine, PATIENCE, activity);
        return of(machine, swarm, activity);
    }

    private static EngineAddress of(Machine machine, boolean swarm, String activity) {
        String url = machine.url().toString();
        if (swarm) {
            SwarmSettings settings = SwarmSettings.of(machine);
            if (!settings.master()) {
                throw Failure.of(machine.name(), activity + "\"" + machine.name() + "\" is not a swarm master. "
                        + "The --swarm flag is intended for use with swarm masters", ErrorCode.WRONG_STATE, "");
            }
            url = settings.url(url);
        }
        return new EngineAddress(url, machine.folder(), Files.exists(machine.folder().resolve("cert.pem")));
    }
}
