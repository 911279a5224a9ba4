package dev.jmachine.cli.command.show;

import dev.jmachine.api.Machine;
import dev.jmachine.cli.command.KnownSwarms;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import java.util.List;
import java.util.Optional;

/**
 * The machine whose engine a client is to be pointed at.
 *
 * @param machine the machine
 * @param standalone whether the standalone Swarm on it is meant, not its engine
 */
record SwarmTarget(Machine machine, boolean standalone) {

    /**
     * Find the machine that a command line means: the one named, or with {@code --swarm} a manager that answers, of the
     * cluster or of the machine's swarm. A master made by docker-machine is meant itself, as there.
     */
    static SwarmTarget of(Session session, Arguments arguments) {
        if (!arguments.on("swarm")) {
            return new SwarmTarget(MachineNames.one(session, arguments), false);
        }
        Optional<String> swarm = cluster(session, arguments.words());
        if (swarm.isPresent()) {
            return manager(session, session.swarms().managerOfSwarm(swarm.get()));
        }
        Machine machine = MachineNames.one(session, arguments);
        return SwarmSettings.of(machine).discovery().isEmpty()
                ? manager(session, session.swarms().manager(machine.name())) : new SwarmTarget(machine, true);
    }

    private static Optional<String> cluster(Session session, List<String> words) {
        return words.size() == 1 ? KnownSwarms.ofCluster(session.machines().storagePath(), words.get(0))
                : Optional.empty();
    }

    private static SwarmTarget manager(Session session, String name) {
        return new SwarmTarget(session.machines().get(name), false);
    }
}
