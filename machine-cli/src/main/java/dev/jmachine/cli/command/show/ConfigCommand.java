package dev.jmachine.cli.command.show;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.output.Console;
import dev.jmachine.cli.output.JsonText;
import java.nio.file.Path;

/** {@code config}. */
public final class ConfigCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("config", "[NAME]", "Print the connection config for machine",
                        Flag.on("swarm", "Display the Swarm config instead of the Docker daemon"))
                .details("Argument is a machine name. With --swarm it is a cluster or a machine in a swarm, and a "
                        + "manager of it that answers is meant.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        SwarmTarget target = SwarmTarget.of(session, arguments);
        EngineAddress address = EngineAddress.checked(target.machine(), target.standalone(),
                "Error running connection boilerplate: ");
        Console console = session.console();
        if (address.tls()) {
            console.say("--tlsverify");
            console.say("--tlscacert=" + quoted(address.certificates().resolve("ca.pem")));
            console.say("--tlscert=" + quoted(address.certificates().resolve("cert.pem")));
            console.say("--tlskey=" + quoted(address.certificates().resolve("key.pem")));
        }
        console.say("-H=" + address.url());
        return 0;
    }

    private static String quoted(Path file) {
        return JsonText.compact(file.toString());
    }
}
