package dev.jmachine.cli.command.machine;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;

/** {@code regenerate-certs}. */
public final class RegenerateCertsCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("regenerate-certs", "[NAME...]", "Regenerate TLS Certificates for a machine",
                        Flag.on("force", "f", "Force rebuild and do not prompt"),
                        Flag.on("client-certs", "Also regenerate client certificates and CA."))
                .details("Argument(s) are one or more machine names.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (!arguments.on("force") && !session.console()
                .confirm("Regenerate TLS machine certs?  Warning: this is irreversible.")) {
            return 0;
        }
        MachineWork work = new MachineWork(session, arguments.on("client-certs")
                ? "regenerate-certs -f --client-certs" : "regenerate-certs -f");
        if (!work.forPrograms()) {
            session.console().say("Regenerating TLS certificates");
        }
        work.run(MachineNames.several(session, arguments),
                machine -> machine.regenerateCertificates(arguments.on("client-certs")));
        return 0;
    }
}
