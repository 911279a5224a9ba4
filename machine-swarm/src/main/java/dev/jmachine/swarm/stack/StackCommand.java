package dev.jmachine.swarm.stack;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.spi.ProgressSink;
import dev.jmachine.ssh.ShellQuoting;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code docker stack deploy} on a manager, by root.
 *
 * @param stack the stack's name
 * @param request what is asked for
 */
record StackCommand(String stack, StackRequest request) {
    private static final int NO_CLIENT = 81;
    /** How long the registries of all images may take to tell their digests. */
    private static final int LONGEST_SECONDS = 1800;

    /**
     * Deploy.
     *
     * @param files what {@link StackFiles} gathered
     * @param sink is told what the tool says that the user should know
     * @throws MachineException with {@link ErrorCode#STACK} and what the tool says when it refuses
     */
    void run(RemoteShell shell, StackFiles files, ProgressSink sink) {
        String activity = "Deploying the stack " + stack;
        CommandResult result = new RootTask(activity, files.files()).run(shell, script(files.composeNames()));
        if (result.exitStatus() == NO_CLIENT) {
            throw new MachineException(ErrorCode.STACK, activity, "The manager has an engine but no Docker client, "
                    + "which deploys stacks: install the package docker-cli there (docker-ce-cli from Docker's own "
                    + "repository).");
        }
        StackVerdict verdict = StackVerdict.of(result.output() + "\n" + result.errors());
        verdict.notices().forEach(sink::notice);
        if (!result.succeeded()) {
            throw new MachineException(ErrorCode.STACK, activity, verdict.refusal(result.exitStatus()));
        }
    }

    /** Newer clients wait for services themselves unless told not to; older ones do not know the option. */
    private String script(List<String> composeNames) {
        return "docker=$(command -v docker) || exit " + NO_CLIENT + "\n"
                + "timeout=$(command -v timeout) && timeout=\"$timeout " + LONGEST_SECONDS + "\"\n"
                + "case $(\"$docker\" stack deploy --help 2>&1) in\n"
                + "*--detach*) detach=--detach=true ;;\n"
                + "*) detach= ;;\n"
                + "esac\n"
                + "set -- stack deploy " + options(composeNames) + " $detach " + ShellQuoting.quote(stack) + "\n"
                + "set -a\n"
                + ". ./environment\n"
                + "set +a\n"
                + "exec $timeout \"$docker\" \"$@\"\n";
    }

    private String options(List<String> composeNames) {
        return composeNames.stream().map(name -> "--compose-file " + name).collect(Collectors.joining(" "))
                + " --resolve-image " + request.images().name().toLowerCase(Locale.ROOT)
                + (request.prune() ? " --prune" : "")
                + (request.registryAuth() ? " --with-registry-auth" : "");
    }
}
