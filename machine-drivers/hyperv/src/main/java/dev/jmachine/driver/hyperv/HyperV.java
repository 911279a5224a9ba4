package dev.jmachine.driver.hyperv;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Hyper-V on this computer, through the commands of its PowerShell module. */
final class HyperV {
    static final Duration QUESTION = Duration.ofSeconds(60);
    private static final Duration CHANGE = Duration.ofMinutes(3);
    private static final Duration SHUTDOWN = Duration.ofMinutes(6);
    private static final long MEGABYTE = 1024 * 1024;
    /** The switch with NAT that Windows 10 and 11 bring along; it has the same id everywhere. */
    private static final String DEFAULT_SWITCH = "c08cb7b8-9b3c-408e-8e30-5e16a3aeb444";
    private static final String MACHINES =
            "Get-VM | ForEach-Object { @{Id = \"$($_.Id)\"; Name = $_.Name; State = \"$($_.State)\"; Path = $_.Path} }";
    private static final String SWITCHES =
            "Get-VMSwitch | ForEach-Object { @{Id = \"$($_.Id)\"; Name = $_.Name; Type = \"$($_.SwitchType)\"} }";
    /** Signed systems other than Windows. */
    private static final String OTHERS_TEMPLATE = "MicrosoftUEFICertificateAuthority";

    private final PowerShell shell;

    HyperV(PowerShell shell) {
        this.shell = shell;
    }

    /**
     * A virtual machine as Hyper-V tells of it. Names are not unique.
     *
     * @param id its id
     * @param state its state, such as {@code Running}
     */
    record Machine(String id, String state) {
        private Cmdlet pipe(Cmdlet command) {
            return Cmdlet.named("Get-VM").with("Id", id).pipe(command);
        }
    }

    /** Look for the virtual machine of a name whose files lie in the machine's folder. */
    Optional<Machine> find(MachineFiles files) {
        return shell.query("Looking for the virtual machine", QUESTION, MACHINES).stream()
                .filter(machine -> files.name().equalsIgnoreCase(text(machine, "Name")))
                .filter(machine -> files.hold(text(machine, "Path")))
                .map(machine -> new Machine(text(machine, "Id"), text(machine, "State")))
                .findFirst();
    }

    /**
     * Return the name of the switch to plug into.
     *
     * @param given what the user wants; empty for a good one
     * @throws dev.jmachine.api.MachineException with {@link dev.jmachine.api.ErrorCode#INVALID_ARGUMENT}
     */
    String chooseSwitch(String given) {
        List<Map<String, Object>> all = shell.query("Looking for virtual switches", QUESTION, SWITCHES);
        Stream<Map<String, Object>> fitting = given.isEmpty()
                ? all.stream().filter(one -> isDefault(one) || text(one, "Type").equals("External"))
                : all.stream().filter(one -> text(one, "Name").equalsIgnoreCase(given));
        return fitting.min(Comparator.comparing(one -> !isDefault(one))).map(one -> text(one, "Name"))
                .orElseThrow(() -> HypervOptions.invalid(HypervOptions.VIRTUAL_SWITCH, given.isEmpty()
                        ? "There is neither the Default Switch nor an external one; make one, or name another."
                        : "There is no switch \"" + given + "\"."));
    }

    private static boolean isDefault(Map<String, Object> one) {
        return text(one, "Id").toLowerCase(Locale.ROOT).equals(DEFAULT_SWITCH);
    }

    private static String text(Map<String, Object> object, String key) {
        return String.valueOf(object.getOrDefault(key, ""));
    }

    /** Make a disk that stands on an image, of at least a size. */
    void makeDisk(MachineFiles files, MachineSettings settings) {
        String image = settings.image().toString();
        String disk = files.disk().toString();
        shell.run("Making the disk", CHANGE, Cmdlet.named("New-VHD").with("Path", disk).with("ParentPath", image)
                .with("Differencing").silently());
        long size = shell.query("Looking at the disk", QUESTION,
                        "Get-VHD -Path " + Cmdlet.quoted(disk) + " | ForEach-Object { @{Size = $_.Size} }").stream()
                .mapToLong(answer -> ((Number) answer.get("Size")).longValue()).findFirst().orElse(0);
        if (size < settings.diskSize() * MEGABYTE) {
            shell.run("Enlarging the disk", CHANGE, Cmdlet.named("Resize-VHD").with("Path", disk)
                    .with("SizeBytes", settings.diskSize() * MEGABYTE));
        }
    }

    /** Make a virtual machine of the second generation with that disk. */
    void make(MachineFiles files, MachineSettings settings, String switchName) {
        shell.run("Making the virtual machine", CHANGE, Cmdlet.named("New-VM").with("Name", files.name())
                .with("Path", files.folder().toString()).with("Generation", 2)
                .with("MemoryStartupBytes", settings.memory() * MEGABYTE)
                .with("VHDPath", files.disk().toString()).with("SwitchName", switchName).silently());
    }

    /** Give a virtual machine that is off what was asked for; may be repeated. */
    void configure(Machine machine, MachineFiles files, MachineSettings settings, String notes) {
        Cmdlet firmware = Cmdlet.named("Set-VMFirmware").with("EnableSecureBoot", settings.secureBoot() ? "On" : "Off");
        shell.run("Configuring the virtual machine", CHANGE,
                machine.pipe(Cmdlet.named("Set-VM").with("ProcessorCount", settings.cpus())
                        .with(settings.staticMemory() ? "StaticMemory" : "DynamicMemory")
                        .with("CheckpointType", "Disabled").with("Notes", notes)),
                machine.pipe(settings.secureBoot() ? firmware.with("SecureBootTemplate", OTHERS_TEMPLATE) : firmware),
                machine.pipe(Cmdlet.named("Get-VMDvdDrive")).pipe(Cmdlet.named("Remove-VMDvdDrive")),
                machine.pipe(Cmdlet.named("Add-VMDvdDrive").with("Path", files.seed().toString())));
        if (!settings.hardwareAddress().isEmpty()) {
            shell.run("Setting the hardware address", CHANGE, machine.pipe(Cmdlet.named("Set-VMNetworkAdapter")
                    .with("StaticMacAddress", settings.hardwareAddress())));
        }
        if (settings.vlan() > 0) {
            shell.run("Setting the VLAN", CHANGE, machine.pipe(Cmdlet.named("Set-VMNetworkAdapterVlan").with("Access")
                    .with("VlanId", settings.vlan())));
        }
    }

    /** Start a virtual machine, or let one that was saved or paused go on. */
    void start(Machine machine) {
        shell.run("Starting the virtual machine", CHANGE,
                machine.pipe(Cmdlet.named(machine.state().equals("Paused") ? "Resume-VM" : "Start-VM")));
    }

    /** Have the guest shut itself down, and wait until it is off. */
    void shutDown(Machine machine) {
        shell.run("Shutting the guest down", SHUTDOWN, machine.pipe(Cmdlet.named("Stop-VM").with("Force")));
    }

    /** Switch a virtual machine off. */
    void switchOff(Machine machine) {
        shell.run("Switching the virtual machine off", CHANGE,
                machine.pipe(Cmdlet.named("Stop-VM").with("TurnOff").with("Force")));
    }

    /** Have Hyper-V forget a virtual machine that is off; its disk stays. */
    void remove(Machine machine) {
        shell.run("Removing the virtual machine", CHANGE, machine.pipe(Cmdlet.named("Remove-VM").with("Force")));
    }

    /** Return the addresses of a guest: those that it tells Hyper-V, then those at which this computer has met it. */
    List<String> addresses(Machine machine) {
        String card = "Get-VM -Id " + Cmdlet.quoted(machine.id()) + " | Get-VMNetworkAdapter";
        String told = card + " | ForEach-Object { $_.IPAddresses } | ForEach-Object { @{Address = $_} }";
        String met = card + " | ForEach-Object { $_.MacAddress -replace '..(?!$)', '$0-' }"
                + " | ForEach-Object { Get-NetNeighbor -LinkLayerAddress $_ -ErrorAction SilentlyContinue }"
                + " | Where-Object { $_.State -ne 'Unreachable' } | ForEach-Object { @{Address = $_.IPAddress} }";
        return Stream.of(told, met)
                .map(question -> shell.query("Asking for the guest's address", QUESTION, question))
                .flatMap(List::stream).map(answer -> text(answer, "Address")).toList();
    }
}
