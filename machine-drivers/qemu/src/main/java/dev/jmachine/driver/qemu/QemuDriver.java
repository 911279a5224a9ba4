package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.hypervisor.HostPorts;
import dev.jmachine.hypervisor.SlotTable;
import dev.jmachine.hypervisor.image.Image;
import dev.jmachine.hypervisor.image.ImageCatalog;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.spi.MachineNetwork;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One virtual machine under QEMU. */
final class QemuDriver implements Driver {
    private static final Duration TRIAL = Duration.ofSeconds(15);
    private static final int LONGEST_HOST_NAME = 63;

    private final DriverContext context;
    private final Supplier<HostVirtualization> host;

    QemuDriver(DriverContext context, Supplier<HostVirtualization> host) {
        this.context = context;
        this.host = host;
    }

    @Override
    public void check() {
        requireHostName();
        MachineSettings settings = MachineSettings.of(context.options());
        GuestNetwork network = new GuestNetwork(0, 0, 0, forwards());
        accelerators(QemuInstallation.find(settings.program())).check(settings.accelerator());
        if (process().search().isPresent()) {
            // Creation goes on; what is looked for below the guest has already.
            return;
        }
        images().check(context.options().text(QemuOptions.IMAGE), context.options().text(QemuOptions.IMAGE_CHECKSUM))
                .ifPresent(image -> GuestDisks.requireRoom(image, settings.hardware()));
        HostResources resources = HostResources.of(context.folder());
        resources.require(settings.hardware());
        resources.shortage(settings.hardware()).ifPresent(context::notice);
        network.requireForwards();
    }

    /** A machine's name may be longer than what Linux takes for a host's. */
    private void requireHostName() {
        if (context.machineName().length() > LONGEST_HOST_NAME) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT,
                    "Reading the machine name \"" + context.machineName() + "\"",
                    "The guest cannot bear it: a host name has " + LONGEST_HOST_NAME + " letters at most.");
        }
    }

    @Override
    public void create() {
        MachineSettings settings = MachineSettings.of(context.options());
        QemuInstallation qemu = QemuInstallation.find(settings.program());
        int slot = slots().claim(context.machineId());
        int port = sharedNetwork().ownPort(slot);
        creation().make(settings, new GuestNetwork(slot, port, port + 1, forwards()), qemu);
        start(settings, qemu);
    }

    @Override
    public void remove() {
        power().switchOff();
        creation().release(slots());
        try {
            files().deleteAll();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Deleting the machine's files", e.toString(), e);
        }
    }

    @Override
    public void start() {
        requireMachine();
        MachineSettings settings = MachineSettings.of(context.state());
        start(settings, QemuInstallation.find(settings.program()));
    }

    @Override
    public void stop() {
        power().shutDown();
    }

    @Override
    public void kill() {
        power().switchOff();
    }

    @Override
    public void restart() {
        requireMachine();
        power().shutDown();
        start();
    }

    @Override
    public MachineState status() {
        return exists() ? power().state() : MachineState.NOT_FOUND;
    }

    @Override
    public MachineNetwork network() {
        DriverState state = context.state();
        GuestNetwork network = GuestNetwork.of(state);
        if (network.slot() == 0) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Looking for the machine's address",
                    "It has none yet: its creation was cut short.");
        }
        SshEndpoint ssh = new SshEndpoint(
                state.text("SSHUser"), HostPorts.LOOPBACK, network.sshPort(), List.of(context.clientKeyFile()));
        return new MachineNetwork(
                HostPorts.LOOPBACK,
                Optional.of(ssh),
                URI.create("tcp://" + HostPorts.LOOPBACK + ":" + network.enginePort()),
                MachineNetwork.DEFAULT_ENGINE_PORT,
                Optional.of(network.peerAddress()));
    }

    @Override
    public FailureKind classify(Throwable failure) {
        if (!(failure instanceof MachineException known)) {
            return FailureKind.OTHER;
        }
        return switch (known.code()) {
            case PROVIDER_NOT_FOUND -> FailureKind.NOT_FOUND;
            case QUOTA -> FailureKind.QUOTA;
            default -> FailureKind.OTHER;
        };
    }

    @Override
    public List<OwnedObject> findOwned() {
        return QemuProcess.marked(sharedNetwork().mark()).map(QemuDriver::owned).toList();
    }

    private static OwnedObject owned(ProcessHandle process) {
        String machineId = QemuArguments.machineIdIn(QemuProcess.commandLine(process));
        return new OwnedObject("process", Long.toString(process.pid()), machineId, "");
    }

    private void start(MachineSettings settings, QemuInstallation qemu) {
        DriverState state = context.state();
        Image image = images().find(state.text("Image"));
        Guest guest = new Guest(context.machineName(), context.machineId(), files(), image, settings,
                GuestNetwork.of(state), sharedNetwork());
        new GuestStart(context, process(), power()).start(guest, qemu, accelerators(qemu));
    }

    private void requireMachine() {
        if (!exists()) {
            throw new MachineException(ErrorCode.PROVIDER_NOT_FOUND, "Looking for the machine",
                    "Its disk " + files().disk() + " does not exist.");
        }
    }

    private boolean exists() {
        return Files.exists(files().disk());
    }

    private List<PortForward> forwards() {
        return context.options().list(QemuOptions.FORWARD).stream().map(PortForward::parse).toList();
    }

    private MachineFiles files() {
        return new MachineFiles(context.folder());
    }

    private QemuProcess process() {
        return new QemuProcess(files(), context.machineId());
    }

    private GuestPower power() {
        return new GuestPower(files(), process());
    }

    private GuestCreation creation() {
        return new GuestCreation(context, files(), images());
    }

    private ImageCatalog images() {
        return new ImageCatalog(context.cacheFolder());
    }

    private SlotTable slots() {
        return new SlotTable(context.sharedFolder());
    }

    private SharedNetwork sharedNetwork() {
        return SharedNetwork.of(context.sharedFolder());
    }

    private AcceleratorChooser accelerators(QemuInstallation qemu) {
        return new AcceleratorChooser(host.get(), new KvmTrial(qemu, context.sharedFolder(), TRIAL));
    }
}
