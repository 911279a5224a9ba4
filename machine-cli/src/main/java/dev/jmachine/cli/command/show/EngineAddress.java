package dev.jmachine.cli.command.show;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.cli.output.Failure;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a Docker client reaches a machine's engine, checked by asking it.
 *
 * @param url the engine's address, or that of the classic Swarm on the machine
 * @param certificates the folder of the client's certificate
 * @param tls whether the client needs them
 */
record EngineAddress(String url, Path certificates, boolean tls) {

    /**
     * Ask the engine, then return its address.
     *
     * @param swarm whether the classic Swarm on the machine is meant
     * @param activity what is being done, the first words of the report when the engine does not answer
     */
    static EngineAddress checked(Machine machine, boolean swarm, String activity) {
        RunningMachine.engine(machine, activity);
        String url = machine.url().toString();
        if (swarm) {
            SwarmSettings settings = SwarmSettings.of(machine);
            if (!settings.master()) {
                throw Failure.of(activity + "\"" + machine.name() + "\" is not a swarm master. The --swarm flag is "
                        + "intended for use with swarm masters", ErrorCode.WRONG_STATE, "");
            }
            url = settings.url(url);
        }
        return new EngineAddress(url, machine.folder(), Files.exists(machine.folder().resolve("cert.pem")));
    }
}
