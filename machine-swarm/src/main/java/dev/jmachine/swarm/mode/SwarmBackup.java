package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.spi.ProgressSink;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Saves the state of a swarm's managers, for which the engine of one of them has to stand still for a moment: not the
 * leader's where there is a choice, and none that the others cannot spare unless that is accepted. For one thread.
 *
 * <p>Source of what belongs to the state: "Back up the swarm" in Docker's guide to administering a swarm.
 */
final class SwarmBackup {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Swarm swarm;
    private final Path file;

    /** Create it; what is written is replaced as a whole when all is well. */
    SwarmBackup(Swarm swarm, Path file) {
        this.swarm = swarm;
        this.file = file.toAbsolutePath();
    }

    /**
     * Return the machine whose engine is to stand still.
     *
     * @param force even when the swarm cannot spare it
     * @throws MachineException with {@link ErrorCode#SWARM_QUORUM} if it cannot, or {@link ErrorCode#WRONG_STATE} if
     *     managers are locked: such a state could not be restored
     */
    String choose(boolean force) {
        if (swarm.api().swarm().object("Spec").object("EncryptionConfig").flag("AutoLockManagers")) {
            throw new MachineException(ErrorCode.WRONG_STATE, activity(), "Its managers are locked, and no engine begins"
                    + " anew from the state of a locked one. Switch the lock off, save, and switch it on again.");
        }
        List<SwarmNode> nodes = swarm.nodes();
        String chosen = nodes.stream()
                .filter(node -> node.role() == SwarmSpec.Role.MANAGER && node.healthy() && node.machine().isPresent())
                .min(Comparator.comparing(SwarmNode::leader)).flatMap(SwarmNode::machine)
                .orElseThrow(() -> new MachineException(ErrorCode.SWARM_NO_MANAGER, activity(),
                        "None of its managers that can be reached is a machine in the store."));
        Quorum quorum = Quorum.of(nodes);
        if (!force && quorum.spare() < 1) {
            throw new MachineException(ErrorCode.SWARM_QUORUM, activity(), "The engine of " + chosen
                    + " has to stand still for some seconds, its containers with it, and "
                    + (quorum.managers() == 1
                            ? "it is the only manager." : "the other managers cannot do without it."));
        }
        return chosen;
    }

    private String activity() {
        return "Saving the state of the swarm " + swarm.id();
    }

    /** Do it on that machine. */
    void run(Machine machine, ProgressSink sink) {
        String node = LocalNode.of(machine, LocalNode.TIMEOUT).node();
        String root = HostCommands.engineFolder(machine);
        sink.notice("The engine of " + machine.name() + " stands still while its state is read.");
        save(machine, root);
        sink.progress("Waiting until it is a manager again");
        Deadline.after(PATIENCE).await(machine.name() + " to be a manager again", PAUSE,
                () -> LocalNode.of(machine, LocalNode.TIMEOUT).inCharge());
        swarm.nodesOf().awaitReady(node);
    }

    private void save(Machine machine, String root) {
        try {
            PrivateOutput.write(file, output ->
                    HostCommands.run(machine, "backup.sh", root, InputStream.nullInputStream(), output));
        } catch (MachineException e) {
            awaitAfter(e, machine);
            throw e;
        }
        awaitEngine(machine);
    }

    /** The host starts the engine again even when it was lost on the way. */
    private static void awaitAfter(MachineException failure, Machine machine) {
        if (failure.code() != ErrorCode.CANCELLED) {
            try {
                awaitEngine(machine);
            } catch (MachineException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private static void awaitEngine(Machine machine) {
        Deadline.after(PATIENCE).await("the engine of " + machine.name() + " to answer again", PAUSE,
                () -> machine.reachable(PAUSE));
    }
}
