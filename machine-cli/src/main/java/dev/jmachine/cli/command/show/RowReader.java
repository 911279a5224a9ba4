package dev.jmachine.cli.command.show;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import java.time.Duration;

/** Asks one machine for its row. Thread-safe. */
final class RowReader {
    private final String dockerHost;
    private final boolean engineWanted;

    /**
     * Create a reader.
     *
     * @param dockerHost the value of {@code DOCKER_HOST}
     * @param engineWanted whether engines are asked for their versions
     */
    RowReader(String dockerHost, boolean engineWanted) {
        this.dockerHost = dockerHost;
        this.engineWanted = engineWanted;
    }

    MachineRow read(Machine machine) {
        long begin = System.nanoTime();
        try {
            String driver = machine.driverName();
            MachineState state = machine.state();
            String url = RunningMachine.mayAnswer(state) ? machine.url().toString() : "";
            Engine engine = engineWanted ? engine(machine, url) : new Engine("", "");
            String error = machine.unfinishedStep().map(step -> "Creation was cut short before step \"" + step + "\"")
                    .orElse(engine.error());
            SwarmSettings swarm = SwarmSettings.of(machine);
            boolean active = !url.isEmpty() && url.equals(dockerHost);
            boolean activeSwarm = !url.isEmpty() && swarm.master() && swarm.url(url).equals(dockerHost);
            return new MachineRow(machine.name(), driver, state, url, active, activeSwarm, swarm, "",
                    engine.version(), error, Duration.ofNanos(System.nanoTime() - begin));
        } catch (MachineException e) {
            return failed(machine, e, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /** What an engine said, or why it did not. */
    private record Engine(String version, String error) {
    }

    private static Engine engine(Machine machine, String url) {
        if (url.isEmpty()) {
            return new Engine("Unknown", "");
        }
        if (machine.tunnelDown()) {
            return new Engine("Unknown", "The tunnel through its bastion is down: \"jmachine env " + machine.name()
                    + "\" opens it");
        }
        try {
            return new Engine("v" + machine.engine().version(), "");
        } catch (MachineException e) {
            return new Engine("Unknown", "Unable to query docker version: " + e.problem().replace("\n", " "));
        }
    }

    private static MachineRow failed(Machine machine, MachineException failure, Duration took) {
        try {
            String driver = machine.driverName();
            return new MachineRow(machine.name(), driver, MachineState.ERROR, "", false, false, null, "", "Unknown",
                    failure.problem().replace("\n", " "), took);
        } catch (MachineException damaged) {
            return MachineRow.damaged(machine.name(), damaged);
        }
    }
}
