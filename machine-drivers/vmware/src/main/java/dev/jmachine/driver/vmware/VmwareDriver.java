package dev.jmachine.driver.vmware;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.hypervisor.program.TextTail;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.MachineNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One virtual machine under VMware Workstation or Fusion. */
final class VmwareDriver implements Driver {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int CONSOLE_LINES = 50;
    private static final int LONGEST_HOST_NAME = 63;
    private static final String BOOT_TIMEOUT = "BootTimeout";
    private static final String PROGRAM = "Vmrun";

    private final DriverContext context;
    private final VmwareOptions options;

    VmwareDriver(DriverContext context, VmwareOptions options) {
        this.context = context;
        this.options = options;
    }

    @Override
    public void check() {
        if (context.machineName().length() > LONGEST_HOST_NAME) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT,
                    "Reading the machine name \"" + context.machineName() + "\"",
                    "The guest cannot bear it: a host name has " + LONGEST_HOST_NAME + " letters at most.");
        }
        MachineSettings.of(context.options(), options);
        MachineCreation.image(context, options);
        VmwareInstallation.find(context.options().text(options.name(VmwareOptions.VMRUN)));
    }

    @Override
    public void create() {
        DriverOptions values = context.options();
        VmwareInstallation vmware = VmwareInstallation.find(values.text(options.name(VmwareOptions.VMRUN)));
        context.state().save(Map.of(
                SshAccess.USER, values.text(options.name(VmwareOptions.SSH_USER)),
                SshAccess.PORT, values.number(options.name(VmwareOptions.SSH_PORT)),
                BOOT_TIMEOUT, values.number(options.name(VmwareOptions.BOOT_TIMEOUT)),
                PROGRAM, vmware.vmrun().toString()));
        new MachineCreation(context, options, vmware, files()).make();
        start();
    }

    @Override
    public void remove() {
        if (exists()) {
            Vmrun machine = vmrun();
            if (machine.running()) {
                machine.switchOff();
            }
            machine.delete();
        }
        try {
            files().delete();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Deleting the machine's files", e.toString(), e);
        }
    }

    @Override
    public void start() {
        Vmrun machine = require();
        if (!machine.running()) {
            machine.start();
        }
        context.progress("Waiting for the guest to tell its address");
        Deadline.after(Duration.ofSeconds(context.state().number(BOOT_TIMEOUT, 600)))
                .await("the address of the guest, which open-vm-tools tell", POLL, () -> learnAddress(machine));
    }

    private boolean learnAddress(Vmrun machine) {
        Optional<String> address = machine.address();
        address.filter(told -> !told.equals(context.state().text(SshAccess.ADDRESS)))
                .ifPresent(told -> context.state().save(Map.of(SshAccess.ADDRESS, told)));
        return address.isPresent();
    }

    @Override
    public void stop() {
        Vmrun machine = require();
        if (machine.running()) {
            machine.shutDown();
        }
    }

    @Override
    public void kill() {
        Vmrun machine = require();
        if (machine.running()) {
            machine.switchOff();
        }
    }

    @Override
    public void restart() {
        stop();
        start();
    }

    @Override
    public MachineState status() {
        if (!exists()) {
            return MachineState.NOT_FOUND;
        }
        try {
            if (vmrun().running()) {
                return MachineState.RUNNING;
            }
            return files().suspended() ? MachineState.SAVED : MachineState.STOPPED;
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return MachineState.TIMEOUT;
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Looking at the machine's files", e.toString(), e);
        }
    }

    @Override
    public MachineNetwork network() {
        String address = context.state().text(SshAccess.ADDRESS);
        return SshAccess.network(context, address, MachineNetwork.DEFAULT_ENGINE_PORT, address);
    }

    @Override
    public List<String> console() {
        return TextTail.of(files().serialLog(), CONSOLE_LINES).lines().toList();
    }

    private MachineFiles files() {
        return new MachineFiles(context.folder(), context.machineName());
    }

    private boolean exists() {
        return Files.exists(files().configuration());
    }

    private Vmrun require() {
        if (!exists()) {
            throw new MachineException(ErrorCode.PROVIDER_NOT_FOUND, "Looking for the machine",
                    "Its configuration " + files().configuration() + " does not exist.");
        }
        return vmrun();
    }

    private Vmrun vmrun() {
        return new Vmrun(VmwareInstallation.find(context.state().text(PROGRAM)), files().configuration());
    }
}
