package dev.jmachine.cli.command.machine;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.output.Failure;

/** {@code upgrade}: known, for docker-machine has it, but not offered yet. */
public final class UpgradeCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("upgrade", "[NAME...]",
                        "Upgrade a machine to the latest version of Docker (not offered yet)")
                .details("Not offered yet: use the package manager of the host over \"ssh\".");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        MachineNames.several(session, arguments);
        throw Failure.of("Error upgrading: this is not offered yet", ErrorCode.UNSUPPORTED,
                "Upgrade the engine with the package manager of the host, over \"" + session.program().name()
                        + " ssh\"; nothing was changed.");
    }
}
