package dev.jmachine.driver.vmwarevsphere;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.driver.vmwarevsphere.vim.Inventory;
import dev.jmachine.driver.vmwarevsphere.vim.VimException;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.spi.MachineNetwork;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One virtual machine of vSphere. Each action is a session of its own. */
final class VsphereDriver implements Driver {
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final String BOOT_TIMEOUT = "BootTimeout";

    private final DriverContext context;

    VsphereDriver(DriverContext context) {
        this.context = context;
    }

    @Override
    public void check() {
        VcenterAccess access = VcenterAccess.of(context.options());
        OptionsCheck.run(context);
        try (VimSession session = access.login(context)) {
            Placement placement = Placement.of(session, context.options(), context.machineName());
            boolean ours = new Inventory(session).machine(context.machineId()).isPresent();
            if (!ours && new Inventory(session).at(placement.path()).isPresent()) {
                throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Looking for " + placement.path(),
                        "There is a virtual machine of that name already.");
            }
        }
    }

    @Override
    public void create() {
        VcenterAccess access = VcenterAccess.of(context.options());
        Map<String, Object> values = new HashMap<>(access.toState());
        values.put(OwnMachine.INSTANCE_UUID, context.machineId());
        values.put("MachineName", context.machineName());
        values.put(SshAccess.USER, context.options().text(VsphereOptions.SSH_USER));
        values.put(SshAccess.PORT, context.options().number(VsphereOptions.SSH_PORT));
        values.put(BOOT_TIMEOUT, context.options().number(VsphereOptions.BOOT_TIMEOUT));
        context.state().save(values);
        try (VimSession session = access.login(context)) {
            switchOn(session, new MachineCreation(session, context).make());
        }
    }

    @Override
    public void remove() {
        if (!VcenterAccess.saved(context.state())) {
            return;
        }
        try (VimSession session = login()) {
            new OwnMachine(session, context).find().ifPresent(VsphereDriver::remove);
        }
    }

    private static void remove(VirtualMachine machine) {
        try {
            machine.powerOff();
            machine.destroy();
        } catch (VimException e) {
            // Somebody else, or a call whose answer was lost, was first.
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public void start() {
        try (VimSession session = login()) {
            switchOn(session, require(session));
        }
    }

    @Override
    public void stop() {
        try (VimSession session = login()) {
            require(session).shutDown();
        }
    }

    @Override
    public void kill() {
        try (VimSession session = login()) {
            require(session).powerOff();
        }
    }

    @Override
    public void restart() {
        try (VimSession session = login()) {
            VirtualMachine machine = require(session);
            machine.shutDown();
            switchOn(session, machine);
        }
    }

    @Override
    public MachineState status() {
        if (!VcenterAccess.saved(context.state())) {
            return MachineState.NOT_FOUND;
        }
        try (VimSession session = login()) {
            return new OwnMachine(session, context).find().map(VirtualMachine::state).orElse(MachineState.NOT_FOUND);
        } catch (VimException e) {
            return switch (e.kind()) {
                case TRANSIENT -> MachineState.TIMEOUT;
                case NOT_FOUND -> MachineState.NOT_FOUND;
                default -> throw e;
            };
        }
    }

    @Override
    public MachineNetwork network() {
        String address = context.state().text(SshAccess.ADDRESS);
        return SshAccess.network(context, address, MachineNetwork.DEFAULT_ENGINE_PORT, address);
    }

    @Override
    public FailureKind classify(Throwable failure) {
        return failure instanceof VimException told ? told.kind() : FailureKind.OTHER;
    }

    @Override
    public List<OwnedObject> findOwned() {
        try (VimSession session = VcenterAccess.of(context.options()).login(context)) {
            return OwnerMark.list(session);
        }
    }

    private VimSession login() {
        return VcenterAccess.of(context.state()).login(context);
    }

    private VirtualMachine require(VimSession session) {
        return new OwnMachine(session, context).find().orElseThrow(() -> new MachineException(
                ErrorCode.PROVIDER_NOT_FOUND, "Looking for the machine", "vSphere has no such virtual machine."));
    }

    private void switchOn(VimSession session, VirtualMachine machine) {
        machine.powerOn();
        context.progress("Waiting for the guest to tell its address");
        Deadline.after(Duration.ofSeconds(context.state().number(BOOT_TIMEOUT, 600)))
                .await("the address of the guest, which VMware Tools tell", POLL, () -> learnAddress(session, machine));
    }

    private boolean learnAddress(VimSession session, VirtualMachine machine) {
        Optional<String> address = GuestAddress.of(session, machine.reference());
        address.filter(told -> !told.equals(context.state().text(SshAccess.ADDRESS)))
                .ifPresent(told -> context.state().save(Map.of(SshAccess.ADDRESS, told)));
        return address.isPresent();
    }
}
