package dev.jmachine.driver.vmware;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a virtual machine's configuration, a {@code .vmx} file: lines of {@code name = "value"}. */
final class VmxFile {

    private VmxFile() {
    }

    /** Return the text of the configuration of a machine in its folder. */
    static String of(MachineFiles files, MachineSettings settings, String notes) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(".encoding", "UTF-8");
        values.put("config.version", "8");
        // Workstation 14 and Fusion 10, of 2017, and all later ones.
        values.put("virtualHW.version", "14");
        values.put("displayName", files.name());
        values.put("annotation", notes);
        values.put("guestOS", "other4xlinux-64");
        values.put("numvcpus", Integer.toString(settings.cpus()));
        values.put("memsize", Integer.toString(settings.memory()));
        putBridges(values);
        putDisks(values, files);
        values.put("ethernet0.present", "TRUE");
        values.put("ethernet0.connectionType", settings.networkType());
        values.put("ethernet0.virtualDev", "vmxnet3");
        values.put("ethernet0.addressType", "generated");
        values.put("serial0.present", "TRUE");
        values.put("serial0.fileType", "file");
        values.put("serial0.fileName", MachineFiles.SERIAL_LOG);
        // Nobody is there to answer questions.
        values.put("msg.autoAnswer", "TRUE");
        values.put("uuid.action", "keep");
        return values.entrySet().stream().map(entry -> entry.getKey() + " = \"" + escaped(entry.getValue()) + "\"\n")
                .collect(Collectors.joining());
    }

    /** What the card and the disk's controller are plugged into. */
    private static void putBridges(Map<String, String> values) {
        values.put("pciBridge0.present", "TRUE");
        for (int bridge = 4; bridge <= 7; bridge++) {
            values.put("pciBridge" + bridge + ".present", "TRUE");
            values.put("pciBridge" + bridge + ".virtualDev", "pcieRootPort");
            values.put("pciBridge" + bridge + ".functions", "8");
        }
    }

    private static void putDisks(Map<String, String> values, MachineFiles files) {
        values.put("scsi0.present", "TRUE");
        values.put("scsi0.virtualDev", "pvscsi");
        values.put("scsi0:0.present", "TRUE");
        values.put("scsi0:0.fileName", files.disk().getFileName().toString());
        values.put("sata0.present", "TRUE");
        values.put("sata0:1.present", "TRUE");
        values.put("sata0:1.deviceType", "cdrom-image");
        values.put("sata0:1.fileName", MachineFiles.SEED);
        values.put("sata0:1.startConnected", "TRUE");
    }

    /** Quotation marks, bars and line ends are written as a bar and their number in hexadecimal. */
    private static String escaped(String value) {
        return value.replace("|", "|7C").replace("\"", "|22").replace("\r", "|0D").replace("\n", "|0A");
    }
}
