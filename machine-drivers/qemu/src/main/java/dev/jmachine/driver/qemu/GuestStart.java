package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverContext;
import java.util.List;
import java.util.Map;

/** Starts a machine's QEMU, or finds it running, and waits until the guest answers on SSH. */
final class GuestStart {
    private static final String RUNS_WITH = "RunsWith";
    private static final int TRIES = 3;

    private final DriverContext context;
    private final QemuProcess process;
    private final GuestPower power;

    GuestStart(DriverContext context, QemuProcess process, GuestPower power) {
        this.context = context;
        this.process = process;
        this.power = power;
    }

    /** Start it; succeed when it runs already. */
    void start(Guest guest, QemuInstallation qemu, AcceleratorChooser accelerators) {
        if (!power.resume()) {
            guest = launch(guest, qemu, choose(guest.settings(), accelerators));
        }
        String runsWith = context.state().text(RUNS_WITH);
        context.progress("Booting the guest with " + runsWith);
        new GuestBoot(guest, process, runsWith).await();
    }

    private Accelerator choose(MachineSettings settings, AcceleratorChooser accelerators) {
        AcceleratorChoice choice = accelerators.choose(settings.accelerator());
        if (!choice.toString().equals(context.state().text(RUNS_WITH))) {
            context.notice("Accelerator: " + choice);
            context.state().save(Map.of(RUNS_WITH, choice.toString()));
        }
        return choice.accelerator();
    }

    /** Ports found free may be taken a moment later, by a stranger or by another store's machine. */
    private Guest launch(Guest guest, QemuInstallation qemu, Accelerator accelerator) {
        context.progress("Starting QEMU");
        for (int attempt = 1; ; attempt++) {
            guest.network().requireForwards();
            guest = withFreePorts(guest);
            try {
                List<String> arguments = QemuArguments.of(qemu.program(), guest, accelerator);
                process.launch(arguments);
                return guest;
            } catch (MachineException e) {
                if (e.code() != ErrorCode.PORT_IN_USE || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Guest withFreePorts(Guest guest) {
        GuestNetwork network = guest.network().withFreePorts();
        if (network.equals(guest.network())) {
            return guest;
        }
        context.notice("Ports " + guest.network().sshPort() + " and " + guest.network().enginePort()
                + " are not both free; SSH is at " + network.sshPort() + " and the engine at " + network.enginePort());
        context.state().save(network.toState());
        return guest.with(network);
    }
}
