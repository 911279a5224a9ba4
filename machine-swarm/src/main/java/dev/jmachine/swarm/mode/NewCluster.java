package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.json.JsonObject;
import dev.jmachine.operation.Step;
import dev.jmachine.spi.ProgressSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a machine the only manager of a swarm whose others are lost: from the state that it has itself, or from a
 * backup. The swarm stays the same, with its services, networks, secrets and workers. For one thread.
 *
 * <p>Source of the order: "Restore from a backup" and "Recover from losing the quorum" in Docker's guide to
 * administering a swarm.
 */
final class NewCluster {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Machines machines;
    private final Machine machine;
    private final String activity;
    private LocalNode node;

    NewCluster(Machines machines, Machine machine, String activity) {
        this.machines = machines;
        this.machine = machine;
        this.activity = activity;
    }

    /** Return what is done, in order, with the state that the machine has. */
    List<Step<ProgressSink>> recover() {
        return List.of(
                new Work("swarm-check", "Looking at what the machine has", sink -> requireLost()),
                new Work("swarm-new-cluster", "Making it the only manager",
                        sink -> begin(formerAddress(), sink)));
    }

    /** Return what is done, in order, with the state from a backup. */
    List<Step<ProgressSink>> restore(Path backup) {
        return List.of(
                new Work("swarm-check", "Looking at what the machine has", sink -> requireFree(backup)),
                new Work("swarm-restore", "Putting the state in place", sink -> replaceState(backup)),
                new Work("swarm-new-cluster", "Making it the only manager", sink -> begin("", sink)),
                new Work("swarm-clean", "Dropping the state it had", sink -> discardFormer()));
    }

    /** Return the swarm's id, once it is the only manager. */
    String swarm() {
        return node.cluster();
    }

    private void requireLost() {
        node = LocalNode.of(machine, LocalNode.TIMEOUT);
        if (node.inCharge()) {
            throw new MachineException(ErrorCode.WRONG_STATE, activity,
                    "The swarm " + node.cluster() + " has a leader; nothing is lost.");
        }
        if (node.locked()) {
            throw locked("It is locked.");
        }
        if (!node.control()) {
            throw new MachineException(ErrorCode.SWARM_NOT_FOUND, activity, "It is no manager of a swarm.");
        }
    }

    private void requireFree(Path backup) {
        if (!Files.isReadable(backup)) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, activity, "The file " + backup + " cannot be read.");
        }
        node = LocalNode.of(machine, LocalNode.TIMEOUT);
        if (node.inCharge() || node.active() && !node.control()) {
            throw new MachineException(ErrorCode.SWARM_OTHER, activity, Joining.elsewhere(machine, node));
        }
    }

    private void replaceState(Path backup) {
        new Membership("", "", SwarmSpec.Role.MANAGER).keep(machine);
        try (InputStream input = Files.newInputStream(backup)) {
            HostCommands.run(machine, "restore.sh", HostCommands.engineFolder(machine), input,
                    OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Reading " + backup, e.toString(), e);
        }
        Deadline.after(PATIENCE).await("the engine of " + machine.name() + " to read the state", PAUSE, () -> {
            node = LocalNode.of(machine, LocalNode.TIMEOUT);
            if (node.state().equals("error")) {
                throw new MachineException(ErrorCode.ENGINE_REFUSED, activity, node.error());
            }
            return node.locked() || node.control();
        });
        if (node.locked()) {
            HostCommands.run(machine, "undo.sh", HostCommands.engineFolder(machine), InputStream.nullInputStream(),
                    OutputStream.nullOutputStream());
            throw locked("The managers were locked when this was saved. What the machine had is put back.");
        }
    }

    /** Engines take the key only from managers that find a leader: they do not end the call before. */
    private MachineException locked(String why) {
        return new MachineException(ErrorCode.WRONG_STATE, activity,
                why + " A manager that is locked cannot begin anew without the others.");
    }

    private void begin(String address, ProgressSink sink) {
        LocalNode.engine(machine).post("/swarm/init", request(address, sink), PATIENCE).orThrow();
        Deadline.after(PATIENCE).await("the swarm on " + machine.name(), PAUSE, () -> {
            node = LocalNode.of(machine, LocalNode.TIMEOUT);
            return node.inCharge();
        });
        forgetOthers();
        new Membership(node.cluster(), node.node(), SwarmSpec.Role.MANAGER).keep(machine);
        sink.notice("Managers that are not in the swarm any more must leave it by force should they come back.");
    }

    private Map<String, Object> request(String former, ProgressSink sink) {
        SwarmSpec asked = machine.spec().swarm();
        NodeAddress address = new AddressChoice(sink).first(machine,
                former.isEmpty() ? asked : asked.withAddresses(former, asked.dataPathAddress()));
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("ForceNewCluster", true);
        request.put("ListenAddr", address.listen());
        request.put("AdvertiseAddr", address.advertise());
        request.put("DataPathAddr", address.dataPath());
        return request;
    }

    /** Return where the manager has been reached up to now: the workers look for it there. */
    private String formerAddress() {
        JsonObject info = LocalNode.engine(machine).get("/info", LocalNode.TIMEOUT).object();
        return info.object("Swarm").text("NodeAddr");
    }

    /** The machine that was saved may be another one, which is that node no more. */
    private void forgetOthers() {
        machines.list().stream().filter(other -> !other.name().equals(machine.name()))
                .filter(other -> Membership.of(other).filter(one -> one.node().equals(node.node())).isPresent())
                .forEach(Membership::forget);
    }

    private void discardFormer() {
        HostCommands.run(machine, "discard.sh", HostCommands.engineFolder(machine), InputStream.nullInputStream(),
                OutputStream.nullOutputStream());
    }
}
