package dev.jmachine.driver.virtualbox;

import dev.jmachine.driver.virtualbox.objects.Machine;
import dev.jmachine.driver.virtualbox.objects.MachineLock;
import dev.jmachine.driver.virtualbox.objects.Medium;
import dev.jmachine.driver.virtualbox.objects.VirtualBox;
import dev.jmachine.driver.virtualbox.soap.VirtualBoxFault;
import dev.jmachine.hypervisor.CloudInitSeed;
import dev.jmachine.hypervisor.Handover;
import dev.jmachine.hypervisor.ProcessLock;
import dev.jmachine.spi.DriverContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A machine's two disks, beside its settings file: a clone of the image, and the seed that cloud-init takes.
 *
 * <p>Both are written through VirtualBox, so that it may run on another computer.
 */
final class MachineDisks {
    private static final String DISK = "disk.vdi";
    private static final String SEED = "seed.vdi";
    /** Where the disk lies that VirtualBox has got to know for being cloned. */
    private static final String BASE = "BaseDisk";
    private static final int DISK_PORT = 0;
    private static final int SEED_PORT = 1;
    private static final long MEGABYTE = 1024 * 1024;
    private static final Duration CLONES = Duration.ofMinutes(30);

    private final DriverContext context;
    private final VirtualBox virtualBox;
    private final BaseImages images;

    MachineDisks(DriverContext context, VirtualBox virtualBox, boolean local) {
        this.context = context;
        this.virtualBox = virtualBox;
        this.images = new BaseImages(context, local);
    }

    /** Make the disks and attach each when it is whole, unless it is attached. */
    void attachTo(Machine machine) {
        Set<Integer> attached = machine.diskPorts();
        String settings = machine.settingsFile();
        if (!attached.contains(DISK_PORT)) {
            attach(machine, DISK_PORT, cloneImage(beside(settings, DISK)));
        }
        if (!attached.contains(SEED_PORT)) {
            attach(machine, SEED_PORT, writeSeed(beside(settings, SEED)));
        }
    }

    private void attach(Machine machine, int port, Medium disk) {
        try (MachineLock lock = virtualBox.lock(machine)) {
            Machine open = lock.machine();
            try {
                open.attach(port, disk);
            } finally {
                // Also when the answer was lost: a disk whose attachment is not saved can neither be used nor deleted.
                open.saveSettings();
            }
        }
    }

    /** The path is one of the computer that VirtualBox runs on, whose separator may be another one. */
    private static String beside(String settingsFile, String name) {
        int end = Math.max(settingsFile.lastIndexOf('/'), settingsFile.lastIndexOf('\\'));
        return settingsFile.substring(0, end + 1) + name;
    }

    private Medium cloneImage(String location) {
        String image = images.ensure();
        deleteAt(location);
        context.progress("Cloning the image");
        try (ProcessLock lock = cloneLock()) {
            // A disk that the user has in VirtualBox stays there.
            boolean ours = image.equals(context.state().text(BASE)) || knownAt(image).isEmpty();
            if (ours) {
                context.state().save(Map.of(BASE, image));
            }
            Medium disk = cloneOf(virtualBox.openDisk(image), location);
            forgetBase();
            return disk;
        }
    }

    private Medium cloneOf(Medium base, String location) {
        long size = context.options().number(VirtualBoxOptions.DISK_SIZE) * MEGABYTE;
        requireRoom(base.size(), size);
        Medium disk = virtualBox.newDisk(location);
        base.cloneTo(disk);
        if (disk.size() < size) {
            disk.resize(size);
        }
        return disk;
    }

    /** Make VirtualBox forget the disk that we have cloned, if it knows it through us. */
    private void forgetBase() {
        String image = context.state().text(BASE);
        if (!image.isEmpty()) {
            knownAt(image).ifPresent(MachineDisks::forget);
            context.state().save(Map.of(BASE, ""));
        }
    }

    private static void requireRoom(long needed, long size) {
        Settings.require(size >= needed, VirtualBoxOptions.DISK_SIZE, Long.toString(size / MEGABYTE),
                "The image needs " + (needed + MEGABYTE - 1) / MEGABYTE + " MB, and a disk cannot be made smaller.");
    }

    private Medium writeSeed(String location) {
        deleteAt(location);
        byte[] content = CloudInitSeed.of(handover());
        Medium seed = virtualBox.newDisk(location);
        seed.createStorage((content.length + MEGABYTE - 1) / MEGABYTE * MEGABYTE);
        seed.write(content);
        return seed;
    }

    private Handover handover() {
        GuestNetwork network = GuestNetwork.of(context.state());
        StoreNetwork store = StoreNetwork.of(context.sharedFolder());
        int prefix = NetworkSettings.hostOnly(context.state())
                ? HostOnlyNetwork.parse(context.state().text(NetworkSettings.CIDR)).prefixLength()
                : StoreNetwork.PREFIX_LENGTH;
        return new Handover(context.machineName(), context.machineId(), context.state().text("SSHUser"),
                context.clientPublicKey(), context.hostKey(),
                new Handover.Network(store.hardwareAddress(network.slot(), 0),
                        store.hardwareAddress(network.slot(), 1), network.peerAddress() + "/" + prefix));
    }

    /** Delete the disks that an attempt left which did not come to attaching them, or came to detaching them. */
    void deleteUnattached() {
        String folder = context.machineId();
        VirtualBox.those(virtualBox.disks(),
                disk -> disk.location().contains(folder) && disk.machineIds().isEmpty()).forEach(Medium::discard);
    }

    /** Forget the image. */
    void release() {
        try (ProcessLock lock = cloneLock()) {
            forgetBase();
        }
        images.release();
    }

    private void deleteAt(String location) {
        knownAt(location).ifPresent(Medium::delete);
    }

    private Optional<Medium> knownAt(String location) {
        return VirtualBox.those(virtualBox.disks(), disk -> disk.location().equals(location)).stream().findFirst();
    }

    private static void forget(Medium image) {
        try {
            image.close();
        } catch (VirtualBoxFault e) {
            // Another store of the same user may clone it.
            if (!e.inUse()) {
                throw e;
            }
        }
    }

    /** One at a time: VirtualBox forgets the image for all when one is done. */
    private ProcessLock cloneLock() {
        return ProcessLock.take(context.cacheFolder().resolve("clone.lock"), "another machine's clone of an image",
                CLONES, () -> context.progress("Waiting for another machine's clone of an image"));
    }
}
