package dev.jmachine.driver.vmware;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.CloudInitSeed;
import dev.jmachine.hypervisor.Handover;
import dev.jmachine.hypervisor.PrivateFile;
import dev.jmachine.hypervisor.program.Command;
import dev.jmachine.spi.DriverContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes a virtual machine's files. The configuration comes last: without it all before is made anew. */
final class MachineCreation {
    private static final Duration COPY = Duration.ofMinutes(30);

    private final DriverContext context;
    private final VmwareOptions options;
    private final VmwareInstallation vmware;
    private final MachineFiles files;

    MachineCreation(DriverContext context, VmwareOptions options, VmwareInstallation vmware, MachineFiles files) {
        this.context = context;
        this.options = options;
        this.vmware = vmware;
        this.files = files;
    }

    /** Return the image that the options name, if it can be read. */
    static Path image(DriverContext context, VmwareOptions options) {
        String given = context.options().text(options.name(VmwareOptions.IMAGE));
        if (given.isEmpty()) {
            throw options.invalid(VmwareOptions.IMAGE, "It must name a VMDK file.");
        }
        Path image = Path.of(given).toAbsolutePath();
        try {
            DiskImage.megabytes(image);
            return image;
        } catch (IOException e) {
            throw options.invalid(VmwareOptions.IMAGE, image + " cannot be used: " + e.getMessage());
        }
    }

    /** Make what is not there yet. */
    void make() {
        if (Files.exists(files.configuration())) {
            return;
        }
        MachineSettings settings = MachineSettings.of(context.options(), options);
        Path image = image(context, options);
        try {
            files.delete();
            context.progress("Copying " + image);
            copy(image, settings.diskSize());
            PrivateFile.write(files.seed(), seed());
            Path draft = PrivateFile.draft(files.configuration());
            Files.writeString(draft, VmxFile.of(files, settings, "jmachine-id=" + context.machineId()));
            Files.move(draft, files.configuration(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Making the machine's files", e.toString(), e);
        }
    }

    /** Images for download are compressed, which VMware runs nothing from; a copy of type 0 is not, and grows. */
    private void copy(Path image, int megabytes) throws IOException {
        run("Copying " + image, "-r", image.toString(), "-t", "0", files.disk().toString());
        if (DiskImage.megabytes(files.disk()) < megabytes) {
            run("Enlarging the disk", "-x", megabytes + "MB", files.disk().toString());
        }
    }

    private void run(String activity, String... arguments) {
        List<String> line = new ArrayList<>(List.of(vmware.diskTool().toString()));
        line.addAll(List.of(arguments));
        Command.Result result = Command.run(line, COPY);
        if (result.exitStatus() != 0) {
            throw new MachineException(ErrorCode.PROVIDER, activity, "vmware-vdiskmanager says: " + result.complaint());
        }
    }

    private byte[] seed() {
        return CloudInitSeed.of(new Handover(context.machineName(), context.machineId(),
                context.options().text(options.name(VmwareOptions.SSH_USER)), context.clientPublicKey(),
                context.hostKey(), Handover.Network.AUTOMATIC));
    }
}
