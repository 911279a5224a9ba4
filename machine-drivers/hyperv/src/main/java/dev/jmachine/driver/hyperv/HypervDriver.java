package dev.jmachine.driver.hyperv;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.hypervisor.CloudInitSeed;
import dev.jmachine.hypervisor.Handover;
import dev.jmachine.hypervisor.PrivateFile;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.MachineNetwork;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One virtual machine under Hyper-V. */
final class HypervDriver implements Driver {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int LONGEST_HOST_NAME = 63;
    private static final String ADDRESS = "IPAddress";
    private static final String SSH_USER = "SSHUser";
    private static final String SSH_PORT = "SSHPort";
    private static final String BOOT_TIMEOUT = "BootTimeout";
    private static final String SWITCH = "VSwitch";
    private static final String PROGRAM = "PowerShell";
    private static final String CONFIGURED = "Configured";

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
        MachineSettings settings = MachineSettings.of(context.options());
        saveSettings();
        if (hyperV().find(files()).isEmpty()) {
            make(settings);
        }
        if (!context.state().flag(CONFIGURED)) {
            context.progress("Configuring the virtual machine");
            hyperV().configure(require(), files(), settings, "jmachine-id=" + context.machineId());
            context.state().save(Map.of(CONFIGURED, true));
        }
        start();
    }

    private void saveSettings() {
        DriverOptions options = context.options();
        Map<String, Object> values = new HashMap<>();
        values.put(SSH_USER, options.text(HypervOptions.SSH_USER));
        values.put(SSH_PORT, options.number(HypervOptions.SSH_PORT));
        values.put(BOOT_TIMEOUT, options.number(HypervOptions.BOOT_TIMEOUT));
        values.put(PROGRAM, options.text(HypervOptions.POWERSHELL));
        values.put(SWITCH, new HyperV(new PowerShell(options.text(HypervOptions.POWERSHELL)))
                .chooseSwitch(options.text(HypervOptions.VIRTUAL_SWITCH)));
        context.state().save(values);
    }

    /** Make it anew: what a creation that was cut short has left of its files goes first. */
    private void make(MachineSettings settings) {
        context.state().save(Map.of(CONFIGURED, false));
        try {
            files().delete();
            PrivateFile.write(files().seed(), CloudInitSeed.of(new Handover(context.machineName(), context.machineId(),
                    context.state().text(SSH_USER), context.clientPublicKey(), context.hostKey(),
                    Handover.Network.AUTOMATIC)));
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Making the machine's files", e.toString(), e);
        }
        context.progress("Making the virtual machine");
        hyperV().makeDisk(files(), settings);
        hyperV().make(files(), settings, context.state().text(SWITCH));
    }

    @Override
    public void remove() {
        if (!context.state().text(SSH_USER).isEmpty()) {
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
        Deadline.after(Duration.ofSeconds(context.state().number(BOOT_TIMEOUT, 600)))
                .await("the address of the guest", POLL, () -> learnAddress(machine));
    }

    private boolean learnAddress(HyperV.Machine machine) {
        Optional<String> address = hyperV().addresses(machine).stream()
                .filter(told -> told.matches("[0-9.]+") && !told.startsWith("169.254."))
                .findFirst();
        address.filter(told -> !told.equals(context.state().text(ADDRESS)))
                .ifPresent(told -> context.state().save(Map.of(ADDRESS, told)));
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
        if (context.state().text(SSH_USER).isEmpty()) {
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
        DriverState state = context.state();
        String address = state.text(ADDRESS);
        if (address.isEmpty()) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Looking for the machine's address",
                    "It is not known yet.");
        }
        int port = (int) state.number(SSH_PORT, 22);
        SshEndpoint ssh = new SshEndpoint(
                state.text(SSH_USER), address, port == 0 ? 22 : port, List.of(context.clientKeyFile()));
        return new MachineNetwork(address, Optional.of(ssh),
                URI.create("tcp://" + address + ":" + MachineNetwork.DEFAULT_ENGINE_PORT),
                MachineNetwork.DEFAULT_ENGINE_PORT, Optional.of(address));
    }

    private HyperV hyperV() {
        return new HyperV(new PowerShell(context.state().text(PROGRAM)));
    }

    private MachineFiles files() {
        return new MachineFiles(context.folder(), context.machineName());
    }

    private HyperV.Machine require() {
        return hyperV().find(files()).orElseThrow(() -> new MachineException(ErrorCode.PROVIDER_NOT_FOUND,
                "Looking for the machine", "Hyper-V has no such virtual machine."));
    }
}
