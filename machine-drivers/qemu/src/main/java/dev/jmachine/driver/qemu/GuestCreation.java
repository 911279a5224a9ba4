package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.CloudInitSeed;
import dev.jmachine.hypervisor.Handover;
import dev.jmachine.hypervisor.PrivateFile;
import dev.jmachine.hypervisor.SlotTable;
import dev.jmachine.hypervisor.image.Image;
import dev.jmachine.hypervisor.image.ImageCatalog;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes all that a machine's QEMU is started from. Each thing is recorded before it is made and comes into being whole,
 * so that creation can be cut short at any instant and go on or be undone.
 */
final class GuestCreation {
    private static final String IMAGE = "Image";

    private final DriverContext context;
    private final MachineFiles files;
    private final ImageCatalog images;

    GuestCreation(DriverContext context, MachineFiles files, ImageCatalog images) {
        this.context = context;
        this.files = files;
        this.images = images;
    }

    /** Make what is not there yet. */
    void make(MachineSettings settings, GuestNetwork wanted, QemuInstallation qemu) {
        reserve(settings, wanted);
        Image image = image();
        context.progress("Cloning image " + image.name());
        new GuestDisks(qemu, files).make(image, settings.hardware());
        writeSeed(settings, image);
    }

    /** Forget what is shared with other machines. */
    void release(SlotTable slots) {
        images.release(context.state().text(IMAGE), context.machineId());
        slots.release(context.machineId());
    }

    private void reserve(MachineSettings settings, GuestNetwork wanted) {
        DriverState state = context.state();
        Map<String, Object> values = new HashMap<>(settings.toState());
        if (state.number("Slot", 0) != wanted.slot()) {
            values.putAll(wanted.withFreePorts().toState());
        }
        state.save(values);
    }

    private Image image() {
        if (Files.exists(files.disk())) {
            return images.find(context.state().text(IMAGE));
        }
        Image image = images.ensure(context.options().text(QemuOptions.IMAGE),
                context.options().text(QemuOptions.IMAGE_CHECKSUM), context::progress);
        context.state().save(Map.of(IMAGE, image.name()));
        images.use(image, context.machineId(), context.machineName());
        return image;
    }

    private void writeSeed(MachineSettings settings, Image image) {
        Path seed = files.seed(image.cloudInit());
        if (Files.exists(seed)) {
            return;
        }
        Handover handover = new Handover(context.machineName(), context.machineId(), settings.sshUser(),
                context.clientPublicKey(), context.hostKey(),
                SharedNetwork.cards((int) context.state().number("Slot", 0)));
        try {
            PrivateFile.write(seed, image.cloudInit() ? CloudInitSeed.of(handover) : SeedArchive.of(handover));
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Writing " + seed, e.toString(), e);
        }
    }
}
