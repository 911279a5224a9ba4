package dev.jmachine.cli.command.machine;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;

/** {@code upgrade}. */
public final class UpgradeCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("upgrade", "[NAME...]", "Upgrade a machine to the latest version of Docker",
                        Flag.text("engine-version", "Upgrade to this version instead, such as 26.1"))
                .details("Argument(s) are one or more machine names. The engine is upgraded by the package in which it "
                        + "was installed, and restarted only when there is a newer one.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        String version = arguments.text("engine-version");
        new MachineWork(session, version.isEmpty() ? "upgrade" : "upgrade --engine-version " + version)
                .run(MachineNames.several(session, arguments), machine -> machine.upgradeEngine(version));
        return 0;
    }
}
