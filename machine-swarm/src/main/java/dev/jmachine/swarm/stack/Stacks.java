package dev.jmachine.swarm.stack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.spi.ProgressSink;
import dev.jmachine.swarm.mode.Swarm;
import dev.jmachine.swarm.mode.Swarms;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Stacks of services on one swarm.
 *
 * <p>They are deployed by Docker's own tool on a manager, over SSH; all else is asked of that manager's engine. Not a
 * copy: each call asks anew. Thread-safe. Calls block until done, honour interruption, and throw
 * {@link MachineException}.
 */
public final class Stacks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?");

    private final Swarms swarms;
    private final Swarm swarm;
    private final StackApi api;

    /** Create the view of a swarm's stacks; asks nobody yet. */
    public Stacks(Swarms swarms, Swarm swarm) {
        this.swarms = swarms;
        this.swarm = swarm;
        this.api = new StackApi(swarm);
    }

    /**
     * Deploy a stack, or bring one that is there to what is asked for now, and wait until its services run as wanted.
     * The same again is no error. Told to the listener as an operation on the manager, then as one on each service,
     * under the service's name.
     *
     * @throws MachineException with {@link ErrorCode#STACK} when a file is missing, the files ask for what a swarm
     *     cannot do, or services do not come to run, with what their tasks failed with
     */
    public void deploy(String name, StackRequest request) {
        requireName(name);
        StackFiles files = StackFiles.of(name, request);
        List<ServiceState> before = states(name);
        Machine manager = manager();
        new StackOperation("stack-deploy", List.of(StackOperation.step("stack-deploy", "Deploying the stack " + name,
                sink -> deploy(manager, new StackCommand(name, request), files, sink))))
                .run(manager, swarms.listener());
        if (!request.convergence().isZero()) {
            new Convergence(name, () -> states(name), before, swarms.listener()).await(request.convergence());
        }
    }

    private static void deploy(Machine manager, StackCommand command, StackFiles files, ProgressSink sink) {
        if (manager.ssh().isEmpty()) {
            throw new MachineException(ErrorCode.STACK, "Deploying the stack " + command.stack(),
                    "The manager " + manager.name() + " cannot be reached by SSH, over which stacks are deployed.");
        }
        try (RemoteShell shell = manager.shell()) {
            command.run(shell, files, sink);
        }
    }

    private Machine manager() {
        return swarms.machines().get(swarm.manager());
    }

    private List<ServiceState> states(String name) {
        return ServiceState.of(api.services(name), api.tasks(name));
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Checking the stack's name",
                    "\"" + name + "\" is no name for a stack: letters, digits, dashes and underscores, at most 63.");
        }
    }

    /**
     * Return all that deploying a stack would send, files and variables, as one stream: the same bytes as long as
     * nothing of it has changed. It may hold secrets.
     *
     * @throws MachineException with {@link ErrorCode#STACK} when a file is missing
     */
    public static InputStream content(String name, StackRequest request) {
        return StackFiles.of(name, request).files().content();
    }

    /** Return the stacks by their names. */
    public List<StackSummary> list() {
        Map<String, Long> counts = api.services().stream().collect(Collectors.groupingBy(service ->
                service.object("Spec").object("Labels").text(StackApi.LABEL), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> new StackSummary(entry.getKey(), entry.getValue().intValue())).toList();
    }

    /** Return the services of a stack by their names; none when there is no such stack. */
    public List<StackService> services(String name) {
        requireName(name);
        return states(name).stream().map(ServiceState::view).toList();
    }

    /** Return the tasks of a stack, those of the past too as far as the swarm keeps them; the newest of each first. */
    public List<StackTask> tasks(String name) {
        requireName(name);
        Map<String, String> hosts = api.hostNames();
        return states(name).stream().flatMap(service -> service.tasks().stream()
                .sorted(Comparator.comparingLong(Task::slot).thenComparing(Task::node)
                        .thenComparing(Comparator.comparing(Task::created).reversed()))
                .map(task -> new StackTask(task.id(), service.name() + "."
                        + (task.slot() > 0 ? task.slot() : task.node()), task.image(),
                        hosts.getOrDefault(task.node(), ""), task.wanted(), task.state(), task.since(),
                        task.problem()))).toList();
    }

    /**
     * Remove a stack and wait until its services, tasks, networks, configs and secrets are gone.
     *
     * @return whether there was anything of it
     */
    public boolean remove(String name) {
        requireName(name);
        StackRemoval removal = new StackRemoval(api, name);
        if (!removal.needed()) {
            return false;
        }
        new StackOperation("stack-remove", List.of(StackOperation.step("stack-remove", "Removing the stack " + name,
                removal::run))).run(manager(), swarms.listener());
        return true;
    }
}
