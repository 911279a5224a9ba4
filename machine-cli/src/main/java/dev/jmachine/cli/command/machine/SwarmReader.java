package dev.jmachine.cli.command.machine;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.cli.command.SwarmFlags;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads which places in a swarm the flags of {@code create} ask for.
 *
 * @param arguments the arguments of {@code create}
 */
record SwarmReader(Arguments arguments) {
    private static final SwarmFlags NODE = new SwarmFlags("swarm-");

    /** Return the flags. */
    static List<Flag> flags() {
        List<Flag> flags = new ArrayList<>(List.of(
                Flag.on("swarm-manager", "Make it a manager of a swarm; without --swarm-join the first machine named "
                        + "begins one, and the others join it"),
                Flag.on("swarm-worker", "Make it a worker in the swarm that --swarm-join names"),
                Flag.on("swarm-agent", "The same as --swarm-worker"),
                Flag.text("swarm-join", "A machine in the swarm to join")));
        flags.addAll(NODE.node());
        flags.add(NODE.autolock());
        return flags;
    }

    /**
     * Return what one of the machines named is to be.
     *
     * @throws UsageException if the flags make no sense together
     */
    SwarmSpec read(String name) {
        boolean manager = arguments.on("swarm-manager");
        boolean worker = arguments.on("swarm-worker") || arguments.on("swarm-agent");
        if (manager && worker) {
            throw new UsageException("--swarm-manager and --swarm-worker exclude each other");
        }
        if (!manager && !worker) {
            requireNone();
            return SwarmSpec.NONE;
        }
        String join = arguments.text("swarm-join");
        if (worker && join.isEmpty()) {
            throw new UsageException("--swarm-worker needs --swarm-join and the name of a machine in the swarm");
        }
        if (arguments.on("swarm-autolock") && !join.isEmpty()) {
            throw new UsageException("--swarm-autolock is for a new swarm; with --swarm-join use \"swarm lock\"");
        }
        return NODE.complete(wish(name, join, manager), arguments);
    }

    private SwarmSpec wish(String name, String join, boolean manager) {
        String first = arguments.words().get(0);
        if (join.isEmpty() && name.equals(first)) {
            return SwarmSpec.beginning();
        }
        return SwarmSpec.joining(join.isEmpty() ? first : join,
                manager ? SwarmSpec.Role.MANAGER : SwarmSpec.Role.WORKER);
    }

    private void requireNone() {
        for (Flag flag : flags()) {
            if (arguments.given(flag.name()) && !arguments.text(flag.name()).equals("false")) {
                throw new UsageException("--" + flag.name() + " needs --swarm-manager or --swarm-worker");
            }
        }
    }
}
