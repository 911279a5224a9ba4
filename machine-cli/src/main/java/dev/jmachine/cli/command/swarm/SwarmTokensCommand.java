package dev.jmachine.cli.command.swarm;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.output.Table;
import dev.jmachine.swarm.mode.JoinTokens;
import java.util.List;

/** {@code swarm tokens}. */
final class SwarmTokensCommand implements Command {
    private static final List<SwarmSpec.Role> ROLES = List.of(SwarmSpec.Role.WORKER, SwarmSpec.Role.MANAGER);

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm tokens", "[NAME]", "Print or replace the secrets that nodes join with",
                        Flag.text("role", "Only the one for this role, bare: worker or manager"),
                        Flag.on("rotate", "Replace them; the new ones are not printed"),
                        Flag.on("json", "Print a JSON document"))
                .details(SwarmMember.ARGUMENT + " Machines of the store "
                        + "join without: \"swarm join\".");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<SwarmSpec.Role> roles = arguments.given("role") ? List.of(role(arguments.text("role"))) : ROLES;
        String member = SwarmMember.of(session, arguments.words());
        SwarmActions swarms = session.swarms();
        if (arguments.on("rotate")) {
            SwarmWork work = SwarmWork.oneByOne(session, "swarm tokens --rotate");
            for (SwarmSpec.Role role : roles) {
                work.run(member, name -> swarms.rotateToken(name, role),
                        "The token for " + word(role) + "s is replaced.");
            }
            return 0;
        }
        session.console().say(text(swarms.tokens(member), roles, arguments.on("json")));
        return 0;
    }

    private static SwarmSpec.Role role(String text) {
        return switch (text) {
            case "worker", "agent" -> SwarmSpec.Role.WORKER;
            case "manager" -> SwarmSpec.Role.MANAGER;
            default -> throw new UsageException(
                    "invalid value \"" + text + "\" for flag -role: worker or manager");
        };
    }

    private static String text(JoinTokens tokens, List<SwarmSpec.Role> roles, boolean json) {
        if (json) {
            JsonDocument document = new JsonDocument();
            roles.forEach(role -> document.put(word(role), token(tokens, role)));
            return document.text();
        }
        if (roles.size() == 1) {
            return token(tokens, roles.get(0));
        }
        StringBuilder table = new StringBuilder("ROLE\tTOKEN\n");
        roles.forEach(role -> table.append(word(role)).append('\t').append(token(tokens, role)).append('\n'));
        return Table.align(table.toString()).stripTrailing();
    }

    private static String token(JoinTokens tokens, SwarmSpec.Role role) {
        return role == SwarmSpec.Role.MANAGER ? tokens.manager() : tokens.worker();
    }

    private static String word(SwarmSpec.Role role) {
        return role.word();
    }
}
