package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.image.Image;
import dev.jmachine.hypervisor.image.ImageCatalog;
import dev.jmachine.hypervisor.program.Command;
import dev.jmachine.spi.DriverContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The disks that machines' disks are cloned from: images of the QEMU driver's catalogue, converted once, or files in a
 * form that VirtualBox reads, taken as they are.
 */
final class BaseImages {
    /** The image of a machine whose user asks for none: the one of ours that has a boot loader and cloud-init. */
    static final String DEFAULT_NAME = "debian-13-cloud";
    private static final String STATE = "Image";
    private static final Duration CONVERSION = Duration.ofMinutes(30);

    private final DriverContext context;
    private final boolean local;

    /**
     * Name them.
     *
     * @param local whether VirtualBox runs on this computer
     */
    BaseImages(DriverContext context, boolean local) {
        this.context = context;
        this.local = local;
    }

    /** Look whether the image that the options name can be had. */
    void check() {
        String name = context.options().text(VirtualBoxOptions.IMAGE);
        String checksum = context.options().text(VirtualBoxOptions.IMAGE_CHECKSUM);
        if (!isDisk(name)) {
            catalog(name).check(name, checksum).ifPresent(BaseImages::requireBootLoader);
            return;
        }
        Settings.require(checksum.isEmpty(), VirtualBoxOptions.IMAGE_CHECKSUM, checksum,
                "A disk in VirtualBox's own form is taken as it is, without a copy of it.");
        if (local && !Files.isRegularFile(Path.of(name))) {
            throw new MachineException(ErrorCode.IMAGE, "Looking for the image " + name, "There is no such file.");
        }
    }

    /** Return the disk to clone, made now unless it is there, as VirtualBox finds it. */
    String ensure() {
        String name = context.options().text(VirtualBoxOptions.IMAGE);
        if (isDisk(name)) {
            return local ? Path.of(name).toAbsolutePath().toString() : name;
        }
        Image image = catalog(name).ensure(name, context.options().text(VirtualBoxOptions.IMAGE_CHECKSUM),
                context::progress);
        requireBootLoader(image);
        context.state().save(Map.of(STATE, image.name()));
        catalog().use(image, context.machineId(), context.machineName());
        return converted(image).toString();
    }

    /** Forget that the machine stands on an image, and what was left of converting it. */
    void release() {
        catalog().release(context.state().text(STATE), context.machineId());
        draft().toFile().delete();
    }

    private Path converted(Image image) {
        Path disk = disks().resolve(image.name() + ".vdi");
        if (Files.exists(disk)) {
            return disk;
        }
        context.progress("Converting image " + image.name());
        Path draft = draft();
        try {
            Files.createDirectories(disk.getParent());
            Command.Result result = Command.run(List.of("qemu-img", "convert", "-O", "vdi", image.disk().toString(),
                    draft.toString()), CONVERSION);
            if (result.exitStatus() != 0) {
                throw new MachineException(ErrorCode.IMAGE, "Converting image " + image.name(), result.complaint());
            }
            return Files.move(draft, disk, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Converting image " + image.name(), e.toString(), e);
        } finally {
            draft.toFile().delete();
        }
    }

    private Path draft() {
        return disks().resolve(context.machineId() + ".new");
    }

    private Path disks() {
        return context.cacheFolder().resolve("disks");
    }

    private static boolean isDisk(String name) {
        return !name.matches("(?i)https?:.*") && name.toLowerCase(Locale.ROOT).matches(".*\\.(vdi|vmdk|vhd)");
    }

    private static void requireBootLoader(Image image) {
        if (!image.cloudInit()) {
            throw new MachineException(ErrorCode.IMAGE, "Looking at image " + image.name(),
                    "It has no boot loader, so only QEMU can start it. Take one that was built with --cloud, or a"
                            + " distribution's cloud image.");
        }
    }

    private ImageCatalog catalog(String name) {
        if (!local) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT,
                    "Reading --" + VirtualBoxOptions.IMAGE + " \"" + name + "\"",
                    "VirtualBox runs on another computer: the image is a VDI, VMDK or VHD file there, by its path.");
        }
        return catalog();
    }

    private ImageCatalog catalog() {
        return new ImageCatalog(context.cacheFolder().resolveSibling("qemu"));
    }
}
