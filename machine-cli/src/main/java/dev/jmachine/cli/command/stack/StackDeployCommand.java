package dev.jmachine.cli.command.stack;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.swarm.stack.StackRequest;
import dev.jmachine.swarm.stack.StackRequest.ImageResolution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code stack deploy}. */
final class StackDeployCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("stack deploy", "NAME", "Deploy a stack, and wait until its services run",
                        new Flag("compose-file", "f", Flag.Kind.LIST, "", "",
                                "Compose file, compose.yaml when not given; later ones override earlier ones"),
                        Flag.list("env-file", "File of variables for the Compose files"),
                        StackWork.ON,
                        Flag.on("prune", "Remove services that are no longer in the files"),
                        Flag.text("resolve-image", "", "always",
                                "When registries are asked for digests of images: always, changed, never"),
                        Flag.on("with-registry-auth",
                                "Hand the credentials for registries that root has on the manager to the nodes"),
                        Flag.number("wait", "", (int) StackRequest.DEFAULT_CONVERGENCE.toSeconds(),
                                "Seconds until the services must run"),
                        Flag.on("detach", "d", "Do not wait until the services run"))
                .details("The files, and what they name, are copied to a manager, where Docker's own tool deploys them."
                        + " Variables are those of the environment and of --env-file.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        String name = StackWork.name(arguments);
        StackRequest request = request(session, arguments);
        if (StackWork.run(session, arguments, "stack deploy " + name, stacks -> stacks.deploy(name, request))) {
            session.console().say(request.convergence().isZero()
                    ? "Stack \"" + name + "\" is deployed; its services may not run yet."
                    : "Stack \"" + name + "\" is deployed, and all its services run.");
        }
        return 0;
    }

    private static StackRequest request(Session session, Arguments arguments) {
        List<Path> files = arguments.list("compose-file").isEmpty() ? StackWork.usualFiles(Path.of(""), false)
                : arguments.list("compose-file").stream().map(Path::of).toList();
        if (files.isEmpty()) {
            throw UsageException.withHelp("Error: There is no compose.yaml here; name one with --compose-file");
        }
        return new StackRequest(files, session.environment(),
                arguments.list("env-file").stream().map(Path::of).toList(), arguments.on("prune"),
                resolution(arguments.text("resolve-image")), arguments.on("with-registry-auth"),
                arguments.on("detach") ? Duration.ZERO : Duration.ofSeconds(arguments.number("wait")));
    }

    private static ImageResolution resolution(String text) {
        return switch (text) {
            case "always", "changed", "never" -> ImageResolution.valueOf(text.toUpperCase(Locale.ROOT));
            default -> throw new UsageException("invalid value \"" + text
                    + "\" for flag -resolve-image: always, changed or never");
        };
    }
}
