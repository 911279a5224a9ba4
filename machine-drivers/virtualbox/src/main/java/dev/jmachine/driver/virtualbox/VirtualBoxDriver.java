package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.driver.virtualbox.objects.Machine;
import dev.jmachine.driver.virtualbox.objects.VirtualBox;
import dev.jmachine.driver.virtualbox.service.VirtualBoxInstallation;
import dev.jmachine.driver.virtualbox.soap.VirtualBoxFault;
import dev.jmachine.hypervisor.program.TextTail;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.spi.MachineNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One virtual machine under VirtualBox. */
final class VirtualBoxDriver implements Driver {
    private static final int CONSOLE_LINES = 12;

    private final DriverContext context;

    VirtualBoxDriver(DriverContext context) {
        this.context = context;
    }

    @Override
    public void check() {
        new CreationCheck(context).run();
    }

    @Override
    public void create() {
        ServiceSettings service = ServiceSettings.of(context.options());
        MachineCreation creation = new MachineCreation(context, service);
        creation.reserve();
        try (Connection connection = Connection.open(context, service)) {
            new MachineStart(context).run(connection.virtualBox(), creation.make(connection.virtualBox()));
        }
    }

    @Override
    public void remove() {
        new MachineRemoval(context).run();
    }

    @Override
    public void start() {
        try (Connection connection = connect()) {
            new MachineStart(context).run(connection.virtualBox(), require(connection.virtualBox()));
        }
    }

    @Override
    public void stop() {
        try (Connection connection = connect()) {
            power(connection).shutDown();
        }
    }

    @Override
    public void kill() {
        try (Connection connection = connect()) {
            power(connection).switchOff();
        }
    }

    @Override
    public void restart() {
        try (Connection connection = connect()) {
            power(connection).shutDown();
            new MachineStart(context).run(connection.virtualBox(), require(connection.virtualBox()));
        }
    }

    @Override
    public MachineState status() {
        if (record().isEmpty() && VirtualBoxInstallation.search("").isEmpty()) {
            return MachineState.NOT_FOUND;
        }
        try (Connection connection = connect()) {
            VirtualBox virtualBox = connection.virtualBox();
            return find(virtualBox).map(machine -> new MachinePower(virtualBox, machine).state())
                    .orElse(MachineState.NOT_FOUND);
        } catch (VirtualBoxFault e) {
            if (e.kind() == FailureKind.TRANSIENT) {
                return MachineState.TIMEOUT;
            }
            throw e;
        }
    }

    @Override
    public MachineNetwork network() {
        return GuestNetwork.of(context.state()).reached(context.state(), record().identityFile());
    }

    @Override
    public FailureKind classify(Throwable failure) {
        if (failure instanceof VirtualBoxFault fault) {
            return fault.kind();
        }
        return failure instanceof MachineException known && known.code() == ErrorCode.PROVIDER_NOT_FOUND
                ? FailureKind.NOT_FOUND : FailureKind.OTHER;
    }

    @Override
    public List<String> console() {
        return TextTail.of(MachineCreation.serialLog(context.folder()), CONSOLE_LINES).lines().toList();
    }

    @Override
    public List<OwnedObject> findOwned() {
        String mark = StoreNetwork.of(context.sharedFolder()).mark();
        try (Connection connection = Connection.open(context, ServiceSettings.of(context.options()))) {
            List<OwnedObject> owned = new ArrayList<>();
            for (Machine machine : VirtualBox.those(connection.virtualBox().machines(),
                    each -> each.accessible() && each.extraData(MachineCreation.STORE_KEY).equals(mark))) {
                owned.add(new OwnedObject("machine", machine.id(),
                        machine.extraData(MachineCreation.ID_KEY), machine.name()));
            }
            connection.virtualBox().natNetworks().stream().filter(mark::equals)
                    .forEach(name -> owned.add(new OwnedObject("NAT network", name, "", "")));
            return owned;
        }
    }

    private Connection connect() {
        return Connection.open(context, ServiceSettings.of(context.state()));
    }

    private MachinePower power(Connection connection) {
        return new MachinePower(connection.virtualBox(), require(connection.virtualBox()));
    }

    private Machine require(VirtualBox virtualBox) {
        return find(virtualBox).orElseThrow(() -> new MachineException(ErrorCode.PROVIDER_NOT_FOUND,
                "Looking for the machine", "VirtualBox has none with the id or name " + record().identity() + "."));
    }

    private Optional<Machine> find(VirtualBox virtualBox) {
        return virtualBox.findMachine(record().identity());
    }

    private MachineRecord record() {
        return new MachineRecord(context);
    }
}
