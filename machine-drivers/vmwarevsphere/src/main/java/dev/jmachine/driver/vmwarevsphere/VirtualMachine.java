package dev.jmachine.driver.vmwarevsphere;

import static dev.jmachine.driver.vmwarevsphere.vim.VimSession.method;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.driver.vmwarevsphere.vim.ManagedObject;
import dev.jmachine.driver.vmwarevsphere.vim.VimElement;
import dev.jmachine.driver.vmwarevsphere.vim.VimException;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import java.time.Duration;
import java.util.Map;

/** A virtual machine within a session. */
final class VirtualMachine {
    private static final Duration POWER = Duration.ofMinutes(5);
    private static final Duration SHUTDOWN = Duration.ofSeconds(180);
    private static final Duration DESTRUCTION = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String ON = "poweredOn";
    private static final String OFF = "poweredOff";

    private final VimSession session;
    private final ManagedObject machine;

    VirtualMachine(VimSession session, ManagedObject machine) {
        this.session = session;
        this.machine = machine;
    }

    ManagedObject reference() {
        return machine;
    }

    /** Return the state, as vCenter sees it. */
    MachineState state() {
        Map<String, VimElement> runtime = session.retrieve("Asking for the virtual machine's state", machine,
                "runtime.connectionState", "runtime.powerState");
        return switch (runtime.get("runtime.connectionState").text()) {
            case "connected" -> powerState(runtime.get("runtime.powerState").text());
            // Its host does not answer vCenter, so what it does is not known.
            case "disconnected" -> MachineState.TIMEOUT;
            default -> MachineState.ERROR;
        };
    }

    private static MachineState powerState(String name) {
        return switch (name) {
            case ON -> MachineState.RUNNING;
            case OFF -> MachineState.STOPPED;
            case "suspended" -> MachineState.SAVED;
            default -> MachineState.ERROR;
        };
    }

    private boolean is(String powerState) {
        return session.retrieve("Asking for the virtual machine's power state", machine, "runtime.powerState")
                .get("runtime.powerState").text().equals(powerState);
    }

    boolean runs() {
        return is(ON);
    }

    /** Switch it on, or let it go on when it is suspended. */
    void powerOn() {
        power(ON, "Switching the virtual machine on", "PowerOnVM_Task");
    }

    /** Switch it off at once. */
    void powerOff() {
        power(OFF, "Switching the virtual machine off", "PowerOffVM_Task");
    }

    private void power(String wanted, String activity, String method) {
        if (is(wanted)) {
            return;
        }
        try {
            session.start(activity, method(method, machine)).await(POWER);
        } catch (VimException e) {
            // Somebody else, or a call whose answer was lost, may have been first.
            if (!e.fault().equals("InvalidPowerState") || !is(wanted)) {
                throw e;
            }
        }
    }

    /** Have the guest shut itself down and wait until it is off. */
    void shutDown() {
        if (is(OFF)) {
            return;
        }
        try {
            session.call("Shutting the guest down", method("ShutdownGuest", machine));
        } catch (VimException e) {
            if (e.fault().equals("ToolsUnavailable")) {
                throw new MachineException(ErrorCode.PROVIDER, e.activity(),
                        "VMware Tools do not run in the guest; it can only be killed.", e);
            }
            if (!e.fault().equals("InvalidPowerState") || !is(OFF)) {
                throw e;
            }
        }
        Deadline.after(SHUTDOWN).await("the guest to shut itself down", POLL, () -> is(OFF));
    }

    /** Take it away with its disks; it must be off. */
    void destroy() {
        session.start("Deleting the virtual machine", method("Destroy_Task", machine)).await(DESTRUCTION);
    }
}
