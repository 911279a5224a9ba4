package dev.jmachine.cli.command.context;

import dev.jmachine.api.Machine;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.KnownSwarms;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import java.util.List;
import java.util.Optional;

/** {@code context create}. */
final class ContextCreateCommand implements Command {
    /** What docker takes for the name of a context. */
    private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9_.+-]+";

    @Override
    public CommandDescription description() {
        return CommandDescription.of("context create", "NAME...", "Make contexts, or bring them up to date",
                        Flag.text("as", "Name of the context, that of the machine or cluster when not given"),
                        Flag.on("use", "Have docker use it"),
                        Flag.on("force", "f", "Replace a context of that name that was not made here"))
                .details("Argument(s) are machines or clusters. For a cluster it is a manager that answers now; make "
                        + "it again when that one is gone. \"rm\" removes a machine's contexts with it.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<String> words = arguments.words();
        if (words.isEmpty()) {
            throw UsageException.withHelp("Error: Expected to get one or more machine or cluster names as arguments");
        }
        if (words.size() > 1 && (arguments.given("as") || arguments.on("use"))) {
            throw new UsageException("Error: --as and --use are for one context at a time");
        }
        DockerContexts contexts = DockerContexts.of(session);
        for (String word : words) {
            String name = arguments.given("as") ? arguments.text("as") : word;
            requireFree(contexts, name, arguments.on("force"));
            make(session, contexts, name, word);
            session.console().say("Made docker context \"" + name + "\"");
        }
        if (arguments.on("use")) {
            ContextUseCommand.use(session, contexts, arguments.given("as") ? arguments.text("as") : words.get(0));
        }
        return 0;
    }

    private static void requireFree(DockerContexts contexts, String name, boolean force) {
        if (name.equals("default") || !name.matches(NAME)) {
            throw new UsageException(
                    "Error: docker takes no context of the name \"" + name + "\"; choose another with --as");
        }
        Optional<DockerContext> there = contexts.find(name);
        if (there.isPresent() && there.get().target().kind().isEmpty() && !force) {
            throw new UsageException("Error: the docker context \"" + name + "\" was not made here; choose another "
                    + "name with --as, or replace it with --force");
        }
    }

    private static void make(Session session, DockerContexts contexts, String name, String word) {
        Optional<String> swarm = session.machines().exists(word) ? Optional.empty()
                : KnownSwarms.ofCluster(session.machines().storagePath(), word);
        Machine machine = session.machines().get(swarm.map(id -> session.swarms().managerOfSwarm(id)).orElse(word));
        String store = session.machines().storagePath().toString();
        DockerContext.Target target =
                new DockerContext.Target(swarm.isPresent() ? "cluster" : "machine", word, store);
        contexts.write(new DockerContext(name, target, machine.url().toString()), machine.folder());
    }
}
