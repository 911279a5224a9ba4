package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.spi.MachineNetwork;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Instance;

/** One instance of Amazon EC2. */
final class Ec2Driver implements Driver {
    private final DriverContext context;

    Ec2Driver(DriverContext context) {
        this.context = context;
    }

    @Override
    public void check() {
        try (Ec2Session ec2 = Ec2Session.open(context, wanted())) {
            new InstanceCreation(ec2, context).check();
        }
    }

    @Override
    public void create() {
        try (Ec2Session ec2 = Ec2Session.open(context, recorded() ? saved() : wanted())) {
            saveAddresses(new InstanceCreation(ec2, context).make());
        }
    }

    @Override
    public void remove() {
        if (recorded()) {
            remove(saved());
        } else {
            new ConnectionFile(context.folder()).read().ifPresent(this::remove);
        }
    }

    private void remove(ConnectionSettings settings) {
        try (Ec2Session ec2 = Ec2Session.open(context, settings)) {
            new InstanceRemoval(ec2, context).run();
        }
    }

    @Override
    public void start() {
        withPower(power -> saveAddresses(power.start()));
    }

    @Override
    public void stop() {
        withPower(power -> power.stop(false));
    }

    @Override
    public void kill() {
        withPower(power -> power.stop(true));
    }

    @Override
    public void restart() {
        withPower(power -> saveAddresses(power.restart()));
    }

    @Override
    public MachineState status() {
        if (!recorded()) {
            return MachineState.NOT_FOUND;
        }
        try {
            return ask(instances -> instances.find().map(Instances::state).orElse(MachineState.NOT_FOUND));
        } catch (MachineException e) {
            if (Ec2Failures.unanswered(e) || classify(e) == FailureKind.TRANSIENT) {
                return MachineState.TIMEOUT;
            }
            throw e;
        }
    }

    @Override
    public MachineNetwork network() {
        // An empty address is told as that of a machine that was not made yet.
        Instance instance = recorded() ? ask(Instances::require) : Instance.builder().build();
        return SshAccess.network(context, Reach.of(context.state()).address(instance),
                MachineNetwork.DEFAULT_ENGINE_PORT, Reach.PRIVATE.address(instance));
    }

    @Override
    public FailureKind classify(Throwable failure) {
        return Ec2Failures.kind(failure);
    }

    @Override
    public List<String> console() {
        if (!recorded()) {
            return List.of();
        }
        try (Ec2Session ec2 = Ec2Session.open(context, saved())) {
            return new Instances(ec2, context).find()
                    .map(instance -> new Ec2Console(ec2).lastLines(instance.instanceId()))
                    .orElse(List.of());
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            // It is to explain another failure, which must not be lost.
            return List.of("The console cannot be read: " + e.getMessage());
        }
    }

    @Override
    public List<OwnedObject> findOwned() {
        try (Ec2Session ec2 = Ec2Session.open(context, wanted())) {
            return new OwnedThings(ec2).list();
        }
    }

    /** Return whether creation came so far that something may have been made. */
    private boolean recorded() {
        DriverState state = context.state();
        return !state.text(StateKeys.AMI).isEmpty() || !state.text(StateKeys.INSTANCE_ID).isEmpty();
    }

    private ConnectionSettings wanted() {
        return ConnectionSettings.of(context.options());
    }

    private ConnectionSettings saved() {
        return ConnectionSettings.of(context.state());
    }

    private <T> T ask(Function<Instances, T> question) {
        try (Ec2Session ec2 = Ec2Session.open(context, saved())) {
            return question.apply(new Instances(ec2, context));
        }
    }

    private void withPower(Consumer<InstancePower> action) {
        try (Ec2Session ec2 = Ec2Session.open(context, saved())) {
            action.accept(new InstancePower(ec2, context));
        }
    }

    private void saveAddresses(Instance instance) {
        Addresses.save(instance, context.state());
    }
}
