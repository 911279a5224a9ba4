package dev.jmachine.driver.vmwarevsphere;

import static dev.jmachine.driver.vmwarevsphere.vim.VimElement.object;
import static dev.jmachine.driver.vmwarevsphere.vim.VimElement.reference;
import static dev.jmachine.driver.vmwarevsphere.vim.VimElement.value;
import static dev.jmachine.driver.vmwarevsphere.vim.VimSession.method;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.vmwarevsphere.vim.ManagedObject;
import dev.jmachine.driver.vmwarevsphere.vim.VimElement;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a machine: clones it, and gives the clone its hardware and what it is to know before its first boot. */
final class MachineCreation {
    private static final Duration CLONE = Duration.ofHours(1);
    private static final Duration CONFIGURATION = Duration.ofMinutes(10);
    private static final String CONFIGURED = "Configured";

    private final VimSession session;
    private final DriverContext context;

    MachineCreation(VimSession session, DriverContext context) {
        this.session = session;
        this.context = context;
    }

    /** Make what is not there yet; the machine is not switched on. */
    VirtualMachine make() {
        Placement placement = Placement.of(session, context.options(), context.machineName());
        VirtualMachine machine = new OwnMachine(session, context).find().orElseGet(() -> make(placement));
        context.state().save(Map.of("MachineId", machine.reference().value(), OwnMachine.CLONING, ""));
        if (!context.state().flag(CONFIGURED)) {
            configure(machine, placement);
            context.state().save(Map.of(CONFIGURED, true));
        }
        return machine;
    }

    private VirtualMachine make(Placement placement) {
        context.state().save(Map.of(OwnMachine.CLONING, placement.source().value(), OwnMachine.PATH, placement.path(),
                CONFIGURED, false));
        VimElement configuration = object("config", value("instanceUuid", context.machineId()),
                value("annotation", OwnerMark.of(context)));
        VimElement specification = object("spec", placement.location(), value("template", false), configuration,
                value("powerOn", false));
        context.progress("Cloning " + context.options().text(VsphereOptions.CLONE_FROM));
        session.start("Cloning the virtual machine", method("CloneVM_Task", placement.source(),
                        reference("folder", placement.folder()), value("name", context.machineName()), specification))
                .await(CLONE, percent -> context.progress("Cloning", percent, 100));
        return new OwnMachine(session, context).find().orElseThrow(() -> new MachineException(
                ErrorCode.PROVIDER, "Looking for the clone", "vSphere has made " + placement.path()
                        + ", but shows it neither by its UUID nor with its notes."));
    }

    private void configure(VirtualMachine machine, Placement placement) {
        if (machine.runs()) {
            // The answer to its start was lost; it has all it needs.
            return;
        }
        DriverOptions options = context.options();
        context.progress("Configuring the virtual machine");
        List<VimElement> specification = new ArrayList<>(List.of(
                value("annotation", OwnerMark.of(context)),
                value("numCPUs", options.number(VsphereOptions.CPUS)),
                value("numCoresPerSocket", 1),
                value("memoryMB", options.number(VsphereOptions.MEMORY))));
        specification.addAll(deviceChanges(machine.reference(), placement));
        specification.addAll(new GuestInfo(context).settings());
        session.start("Configuring the virtual machine", method("ReconfigVM_Task", machine.reference(),
                object("spec").plus(specification))).await(CONFIGURATION);
    }

    private List<VimElement> deviceChanges(ManagedObject machine, Placement placement) {
        GuestHardware hardware = new GuestHardware(session, machine);
        List<VimElement> changes = new ArrayList<>(hardware.networking(placement.networks()));
        hardware.growth(context.options().number(VsphereOptions.DISK_SIZE)).ifPresent(changes::add);
        return changes;
    }
}
