package dev.jmachine.cli.command.swarm;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.output.Failures;
import java.util.List;

/** {@code swarm unlock}. */
final class SwarmUnlockCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm unlock", "[NAME...]", "Unlock managers that were restarted")
                .details("The key in the store is used; where there is none, or it does not fit, it is read from "
                        + "standard input.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<Machine> machines = MachineNames.several(session, arguments);
        try {
            unlock(session, machines, "");
        } catch (Failures failures) {
            String key = keyFor(session, failures);
            List<String> locked = failures.all().stream()
                    .map(failure -> ((MachineException) failure).machine().orElseThrow()).toList();
            unlock(session, machines.stream().filter(machine -> locked.contains(machine.name())).toList(), key);
        }
        return 0;
    }

    /**
     * Read the key that work has failed for want of.
     *
     * @throws Failures those given, when the work has failed for anything else, or no key is given
     */
    static String keyFor(Session session, Failures failures) {
        boolean locked = failures.all().stream().allMatch(SwarmUnlockCommand::isLocked);
        String key = locked ? session.console().secret("Key of the swarm") : "";
        if (key.isEmpty()) {
            throw failures;
        }
        return key;
    }

    private static void unlock(Session session, List<Machine> machines, String key) {
        SwarmActions swarms = session.swarms();
        SwarmWork.sideBySide(session, "swarm unlock").run(machines, name -> swarms.unlock(name, key),
                name -> "Machine \"" + name + "\" is unlocked.");
    }

    private static boolean isLocked(RuntimeException failure) {
        return failure instanceof MachineException known && known.code() == ErrorCode.SWARM_LOCKED;
    }
}
