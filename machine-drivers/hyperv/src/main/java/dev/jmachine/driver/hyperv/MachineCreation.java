package dev.jmachine.driver.hyperv;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.hypervisor.CloudInitSeed;
import dev.jmachine.hypervisor.Handover;
import dev.jmachine.hypervisor.PrivateFile;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Makes a virtual machine that is off, and goes on where that was cut short. */
final class MachineCreation {
    static final String BOOT_TIMEOUT = "BootTimeout";
    static final String PROGRAM = "PowerShell";
    private static final String SWITCH = "VSwitch";
    private static final String CONFIGURED = "Configured";

    private final DriverContext context;
    private final MachineFiles files;
    private final HyperV hyperV;

    MachineCreation(DriverContext context, MachineFiles files) {
        this.context = context;
        this.files = files;
        this.hyperV = new HyperV(new PowerShell(context.options().text(HypervOptions.POWERSHELL)));
    }

    /** Make what is not there yet. */
    void make() {
        MachineSettings settings = MachineSettings.of(context.options());
        saveSettings();
        HyperV.Machine machine = hyperV.find(files).orElseGet(() -> make(settings));
        if (!context.state().flag(CONFIGURED)) {
            context.progress("Configuring the virtual machine");
            hyperV.configure(machine, files, settings, "jmachine-id=" + context.machineId());
            context.state().save(Map.of(CONFIGURED, true));
        }
    }

    private void saveSettings() {
        DriverOptions options = context.options();
        Map<String, Object> values = new HashMap<>();
        values.put(SshAccess.USER, options.text(HypervOptions.SSH_USER));
        values.put(SshAccess.PORT, options.number(HypervOptions.SSH_PORT));
        values.put(BOOT_TIMEOUT, options.number(HypervOptions.BOOT_TIMEOUT));
        values.put(PROGRAM, options.text(HypervOptions.POWERSHELL));
        values.put(SWITCH, hyperV.chooseSwitch(options.text(HypervOptions.VIRTUAL_SWITCH)));
        context.state().save(values);
    }

    /** Make it anew: what a creation that was cut short has left of its files goes first. */
    private HyperV.Machine make(MachineSettings settings) {
        context.state().save(Map.of(CONFIGURED, false));
        context.progress("Making the virtual machine");
        try {
            files.delete();
            PrivateFile.write(files.seed(), CloudInitSeed.of(new Handover(context.machineName(), context.machineId(),
                    context.state().text(SshAccess.USER), context.clientPublicKey(), context.hostKey(),
                    Handover.Network.AUTOMATIC)));
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Making the machine's files", e.toString(), e);
        }
        hyperV.makeDisk(files, settings);
        hyperV.make(files, settings, context.state().text(SWITCH));
        return hyperV.find(files).orElseThrow(() -> new MachineException(ErrorCode.PROVIDER,
                "Making the virtual machine", "Hyper-V does not list it in " + files.folder() + "."));
    }
}
