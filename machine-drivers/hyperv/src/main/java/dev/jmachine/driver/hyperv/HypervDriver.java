package dev.jmachine.driver.hyperv;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.MachineNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One virtual machine under Hyper-V. */
final class HypervDriver implements Driver {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int LONGEST_HOST_NAME = 63;

    private final DriverContext context;

    HypervDriver(DriverContext context) {
        this.context = context;
    }

    @Override
    public void check() {
        if (context.machineName().length() > LONGEST_HOST_NAME) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT,
                    "Reading the machine name \"" + context.machineName() + "\"",
                    "The guest cannot bear it: a host name has " + LONGEST_HOST_NAME + " letters at most.");
        }
        DriverOptions options = context.options();
        MachineSettings.of(options);
        new HyperV(new PowerShell(options.text(HypervOptions.POWERSHELL)))
                .chooseSwitch(options.text(HypervOptions.VIRTUAL_SWITCH));
    }

    @Override
    public void create() {
        new MachineCreation(context, files()).make();
        start();
    }

    @Override
    public void remove() {
        if (begun()) {
            hyperV().find(files()).ifPresent(this::remove);
        }
        try {
            files().delete();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Deleting the machine's files", e.toString(), e);
        }
    }

    private void remove(HyperV.Machine machine) {
        if (!isOff(machine)) {
            hyperV().switchOff(machine);
        }
        hyperV().remove(machine);
    }

    private static boolean isOff(HyperV.Machine machine) {
        return machine.state().equals("Off");
    }

    @Override
    public void start() {
        HyperV.Machine machine = require();
        if (!machine.state().equals("Running")) {
            hyperV().start(machine);
        }
        context.progress("Waiting for the guest's address");
        Deadline.after(Duration.ofSeconds(context.state().number(MachineCreation.BOOT_TIMEOUT, 600)))
                .await("the address of the guest", POLL, () -> learnAddress(machine));
    }

    private boolean learnAddress(HyperV.Machine machine) {
        Optional<String> address = hyperV().addresses(machine).stream()
                .filter(told -> told.matches("[0-9.]+") && !told.startsWith("169.254."))
                .findFirst();
        address.filter(told -> !told.equals(context.state().text(SshAccess.ADDRESS)))
                .ifPresent(told -> context.state().save(Map.of(SshAccess.ADDRESS, told)));
        return address.isPresent();
    }

    @Override
    public void stop() {
        HyperV.Machine machine = require();
        if (!isOff(machine)) {
            hyperV().shutDown(machine);
        }
    }

    @Override
    public void kill() {
        HyperV.Machine machine = require();
        if (!isOff(machine)) {
            hyperV().switchOff(machine);
        }
    }

    @Override
    public void restart() {
        stop();
        start();
    }

    @Override
    public MachineState status() {
        if (!begun()) {
            return MachineState.NOT_FOUND;
        }
        try {
            return hyperV().find(files()).map(machine -> state(machine.state())).orElse(MachineState.NOT_FOUND);
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return MachineState.TIMEOUT;
        }
    }

    /** The names are those of Microsoft.HyperV.PowerShell.VMState; those ending in Critical have lost their storage. */
    private static MachineState state(String name) {
        return switch (name) {
            case "Running" -> MachineState.RUNNING;
            case "Off" -> MachineState.STOPPED;
            case "Saved", "FastSaved" -> MachineState.SAVED;
            case "Paused" -> MachineState.PAUSED;
            case "Starting", "Resuming", "Reset" -> MachineState.STARTING;
            case "Stopping", "Saving", "Pausing", "FastSaving" -> MachineState.STOPPING;
            default -> MachineState.ERROR;
        };
    }

    @Override
    public MachineNetwork network() {
        String address = context.state().text(SshAccess.ADDRESS);
        return SshAccess.network(context, address, MachineNetwork.DEFAULT_ENGINE_PORT, address);
    }

    /** The record may be damaged, but a disk in the folder tells of a machine too. */
    private boolean begun() {
        return !context.state().text(SshAccess.USER).isEmpty() || Files.exists(files().disk());
    }

    private HyperV hyperV() {
        return new HyperV(new PowerShell(context.state().text(MachineCreation.PROGRAM)));
    }

    private MachineFiles files() {
        return new MachineFiles(context.folder(), context.machineName());
    }

    private HyperV.Machine require() {
        return hyperV().find(files()).orElseThrow(() -> new MachineException(ErrorCode.PROVIDER_NOT_FOUND,
                "Looking for the machine", "Hyper-V has no such virtual machine."));
    }
}
