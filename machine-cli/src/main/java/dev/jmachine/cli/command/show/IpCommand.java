package dev.jmachine.cli.command.show;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.output.Failure;
import dev.jmachine.cli.output.Failures;
import java.util.ArrayList;
import java.util.List;

/** {@code ip}. */
public final class IpCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("ip", "[NAME...]", "Get the IP address of a machine")
                .details("Argument(s) are one or more machine names.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<Failure> failures = new ArrayList<>();
        for (Machine machine : MachineNames.several(session, arguments)) {
            try {
                session.console().say(machine.ip());
            } catch (MachineException e) {
                failures.add(new Failure("Error getting IP address: " + e.problem(),
                        e.at(machine.name(), null, null)));
            }
        }
        if (!failures.isEmpty()) {
            throw new Failures(failures);
        }
        return 0;
    }
}
