package dev.jmachine.cli.command.swarm;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;

/**
 * {@code swarm drain}, {@code swarm activate} and {@code swarm pause}.
 *
 * @param name the second word
 * @param availability what the machines become
 * @param summary one line for the help
 */
record SwarmAvailabilityCommand(String name, SwarmSpec.Availability availability, String summary) implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm " + name, "[NAME...]", summary)
                .details("Argument(s) are one or more machine names.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        SwarmActions swarms = session.swarms();
        SwarmWork.sideBySide(session, "swarm " + name).run(MachineNames.several(session, arguments),
                machine -> swarms.availability(machine, availability), this::done);
        return 0;
    }

    private String done(String machine) {
        return "Machine \"" + machine + "\" " + switch (availability) {
            case ACTIVE -> "is active: containers are put on it.";
            case PAUSE -> "is paused: no more containers are put on it.";
            case DRAIN -> "is drained: no containers of services run on it.";
        };
    }
}
