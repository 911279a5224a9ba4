package dev.jmachine.driver.vmwarevsphere;

import dev.jmachine.driver.vmwarevsphere.vim.Inventory;
import dev.jmachine.driver.vmwarevsphere.vim.ManagedObject;
import dev.jmachine.driver.vmwarevsphere.vim.VimElement;
import dev.jmachine.driver.vmwarevsphere.vim.VimException;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the virtual machine that belongs to a machine: by its instance UUID, which is the machine's id and is given to
 * the clone by the very call that makes it, so that it is found even when the answer to that call was lost. A server
 * may give it another UUID, after a conflict; then it is the one at its path if its notes say so.
 */
final class OwnMachine {
    static final String INSTANCE_UUID = "InstanceUuid";
    /** What is being cloned, from before the call until its end is known. */
    static final String CLONING = "CloningFrom";
    /** The path in the inventory that the clone gets. */
    static final String PATH = "InventoryPath";
    private static final Duration CLONE = Duration.ofHours(1);

    private final VimSession session;
    private final DriverContext context;

    OwnMachine(VimSession session, DriverContext context) {
        this.session = session;
        this.context = context;
    }

    /** Look for it. A clone that may be under way is waited for. */
    Optional<VirtualMachine> find() {
        DriverState state = context.state();
        Inventory inventory = new Inventory(session);
        if (state.text(INSTANCE_UUID).isEmpty()) {
            return (VcenterAccess.saved(state) ? madeByDockerMachine(inventory) : Optional.<ManagedObject>empty())
                    .map(found -> new VirtualMachine(session, found));
        }
        awaitClone(state.text(CLONING));
        return inventory.machine(state.text(INSTANCE_UUID)).or(() -> atItsPath(inventory))
                .map(found -> new VirtualMachine(session, found));
    }

    private Optional<ManagedObject> atItsPath(Inventory inventory) {
        String path = context.state().text(PATH);
        return path.isEmpty() ? Optional.empty() : inventory.at(path)
                .filter(found -> OwnerMark.bears(session, found, context.state().text(INSTANCE_UUID)));
    }

    private Optional<ManagedObject> madeByDockerMachine(Inventory inventory) {
        DriverState state = context.state();
        String path = inventory.datacenter(state.text("Datacenter"))
                .machinePath(state.text("Folder"), state.text("MachineName"));
        return inventory.at(path);
    }

    /**
     * Wait for all clones of what ours was to be cloned from. A task does not tell what it makes, so those of others
     * are waited for too.
     */
    private void awaitClone(String source) {
        if (source.isEmpty()) {
            return;
        }
        String activity = "Waiting for a clone that was begun";
        session.follow(activity, session.service("taskManager"), "recentTask", "Task", "info")
                .forEach((task, properties) -> {
                    if (clones(source, properties)) {
                        awaitEnd(activity, task);
                    }
                });
    }

    private static boolean clones(String source, Map<String, VimElement> task) {
        VimElement info = task.get("info");
        return info.text("entity").equals(source) && info.text("descriptionId").startsWith("VirtualMachine.clone")
                && (info.text("state").equals("running") || info.text("state").equals("queued"));
    }

    private void awaitEnd(String activity, ManagedObject task) {
        try {
            session.task(activity, task).await(CLONE);
        } catch (VimException e) {
            if (e.fault().isEmpty()) {
                throw e;
            }
            // It ended by failing, or is forgotten already; what is there now is what counts.
        }
    }
}
