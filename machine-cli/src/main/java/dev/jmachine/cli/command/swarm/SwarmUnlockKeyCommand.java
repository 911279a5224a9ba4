package dev.jmachine.cli.command.swarm;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.output.Failure;

/** {@code swarm unlock-key}. */
final class SwarmUnlockKeyCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm unlock-key", "[NAME]", "Print the key that restarted managers ask for",
                        Flag.on("rotate", "Replace it, and print the new one"))
                .details(SwarmMember.ARGUMENT);
    }

    @Override
    public int run(Session session, Arguments arguments) {
        String member = SwarmMember.of(session, arguments.words());
        SwarmActions swarms = session.swarms();
        String key = swarms.unlockKey(member);
        if (key.isEmpty()) {
            throw Failure.of("Error showing the key: the managers ask for none", ErrorCode.WRONG_STATE,
                    "\"swarm lock\" has them ask for one.");
        }
        session.console().say(arguments.on("rotate") ? swarms.rotateUnlockKey(member) : key);
        return 0;
    }

    /** Return what is said of a key when it is shown for the first time. */
    static String shown(Session session, String machine, String key) {
        return "Managers ask for this key after a restart; \"" + session.program().path() + " swarm unlock\" gives it "
                + "to them. It is kept in the store, and \"" + session.program().path() + " swarm unlock-key " + machine
                + "\" shows it again:\n\n    " + key + "\n";
    }
}
