package dev.jmachine.driver.virtualbox.objects;

import dev.jmachine.driver.virtualbox.soap.SoapClient;
import dev.jmachine.driver.virtualbox.soap.VirtualBoxFault;
import dev.jmachine.spi.FailureKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A virtual machine: {@code IMachine}. It can be changed while it is not registered yet, or locked for it. */
public final class Machine extends RemoteObject {
    private static final String CONTROLLER = "SATA";
    /** Where the guest's additions tell of its network, as the manual's section "Guest properties" has it. */
    private static final String NETWORK = "/VirtualBox/GuestInfo/Net/";
    private static final int CARDS = 8;
    private static final Duration DELETION = Duration.ofMinutes(5);

    Machine(SoapClient client, String reference) {
        super(client, "IMachine", reference);
    }

    /** Return its UUID. */
    public String id() {
        return call("getId").text();
    }

    /** Return its name. */
    public String name() {
        return call("getName").text();
    }

    /** Return its state as VirtualBox names it, a constant of {@code MachineState}. */
    public String state() {
        return call("getState").text();
    }

    /** Return whether nobody holds its lock, as neither a process that runs it nor one that changes it. */
    public boolean unlocked() {
        return call("getSessionState").text().equals("Unlocked");
    }

    /** Return the id of the process that holds its lock, on the computer that VirtualBox runs on. */
    public long lockingProcess() {
        return call("getSessionPID").number();
    }

    /** Return whether its settings can be read. */
    public boolean accessible() {
        return call("getAccessible").flag();
    }

    /** Return why its settings cannot be read. */
    public String accessProblem() {
        return callOn("IVirtualBoxErrorInfo", call("getAccessError").text(), "getText").text();
    }

    /** Return the file that holds its settings, on the computer that VirtualBox runs on. */
    public String settingsFile() {
        return call("getSettingsFilePath").text();
    }

    /** Return a value that was attached to it; empty for none. */
    public String extraData(String key) {
        return call("getExtraData", "key", key).text();
    }

    /** Attach a value to it. */
    public void setExtraData(String key, String value) {
        call("setExtraData", "key", key, "value", value);
    }

    /** Set its memory in MB and its number of processors. */
    public void setHardware(int memory, int processors) {
        call("setMemorySize", "memorySize", Integer.toString(memory));
        call("setCPUCount", "CPUCount", Integer.toString(processors));
    }

    /** Give it a controller for disks. */
    public void addDiskController(int ports) {
        String controller = call("addStorageController", "name", CONTROLLER, "connectionType", "SATA").text();
        callOn("IStorageController", controller, "setPortCount", "portCount", Integer.toString(ports));
    }

    /** Let the guest see a folder of the host, and write to it. */
    public void share(String name, String folder) {
        call("createSharedFolder", "name", name, "hostPath", folder, "writable", "true", "automount", "true",
                "autoMountPoint", "");
    }

    /** Let the first serial port write to a file. */
    public void logSerialPort(Path file) {
        String port = call("getSerialPort", "slot", "0").text();
        callOn("ISerialPort", port, "setPath", "path", file.toString());
        callOn("ISerialPort", port, "setHostMode", "hostMode", "RawFile");
        callOn("ISerialPort", port, "setEnabled", "enabled", "true");
    }

    /** Return one of its network cards, the first of which is 0. */
    public NetworkCard card(int slot) {
        return new NetworkCard(client(), call("getNetworkAdapter", "slot", Integer.toString(slot)).text());
    }

    /**
     * Return the IPv4 address that the guest has at a network card, as VirtualBox's additions in it tell; empty as long
     * as they tell none.
     */
    public String guestAddress(NetworkCard card) {
        String hardwareAddress = card.hardwareAddress();
        for (int index = 0; index < CARDS; index++) {
            if (guestProperty(NETWORK + index + "/MAC").equalsIgnoreCase(hardwareAddress)) {
                return guestProperty(NETWORK + index + "/V4/IP");
            }
        }
        return "";
    }

    private String guestProperty(String name) {
        return call("getGuestPropertyValue", "property", name).text();
    }

    /** Attach a disk to a port of its controller. */
    public void attach(int port, Medium disk) {
        call("attachDevice", "name", CONTROLLER, "controllerPort", Integer.toString(port), "device", "0",
                "type", "HardDisk", "medium", disk.reference());
    }

    /** Return the ports of its controller that disks are attached to. */
    public Set<Integer> diskPorts() {
        return call("getMediumAttachments").field("port").stream().map(Integer::valueOf).collect(Collectors.toSet());
    }

    /** Keep what was changed; tried once more when the answer was lost, for what is not kept is half forgotten. */
    public void saveSettings() {
        try {
            call("saveSettings");
        } catch (VirtualBoxFault e) {
            if (e.kind() != FailureKind.TRANSIENT) {
                throw e;
            }
            call("saveSettings");
        }
    }

    /** Throw away the memory that was saved when it was suspended. */
    public void discardSavedState() {
        call("discardSavedState", "fRemoveFile", "true");
    }

    /** Delete it with its files and those of its disks; one whose settings cannot be read is only forgotten. */
    public void delete() {
        if (!accessible()) {
            call("unregister", "cleanupMode", "UnregisterOnly");
            return;
        }
        List<String> arguments = new ArrayList<>();
        for (String disk : call("unregister", "cleanupMode", "DetachAllReturnHardDisksOnly").texts()) {
            arguments.addAll(List.of("media", disk));
        }
        String progress = call("deleteConfig", arguments.toArray(String[]::new)).text();
        new Progress(client(), progress).await("Deleting the machine's files", DELETION);
    }
}
