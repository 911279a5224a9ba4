package dev.jmachine.cli.command.show;

import dev.jmachine.api.MachineListener;
import dev.jmachine.api.MachineState;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import java.util.List;

/** {@code active}. */
public final class ActiveCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("active", "", "Print which machine is active",
                Flag.number("timeout", "t", 10, "Timeout in seconds, default to 10s"));
    }

    @Override
    public int run(Session session, Arguments arguments) {
        session.relay().to(MachineListener.NOOP);
        RowReader reader = new RowReader(session.environment().getOrDefault("DOCKER_HOST", ""), false);
        List<MachineRow> rows = new RowCollector(reader, arguments.number("timeout"))
                .collect(session.machines().list());
        for (MachineRow row : rows) {
            if (row.activeHost() || row.activeSwarm()) {
                session.console().say(row.name());
                return 0;
            }
        }
        boolean timeout = rows.stream().anyMatch(row -> row.state() == MachineState.TIMEOUT);
        throw new UsageException(timeout ? "Error getting active host: timeout" : "No active host found");
    }
}
