package dev.jmachine.lifecycle;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.api.Readiness;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.spi.MachineNetwork;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** A provider in memory, and the driver for it; its machines have no SSH unless one is given. */
final class FakeProvider implements DriverFactory {
    final Map<String, MachineState> machines = new ConcurrentHashMap<>();
    final AtomicInteger calls = new AtomicInteger();
    volatile Readiness readiness = Readiness.usable("in memory");
    volatile Consumer<DriverContext> onCheck = context -> { };
    volatile Consumer<DriverContext> onCreate = context -> { };
    volatile Consumer<DriverContext> onStart = context -> { };
    volatile Function<DriverContext, List<OwnedObject>> owned = context -> List.of();
    volatile Runnable onRemove = () -> { };
    volatile Runnable onStatus = () -> { };
    volatile FailureKind kind = FailureKind.OTHER;
    volatile Optional<SshEndpoint> ssh = Optional.empty();
    volatile String address = "192.0.2.7";

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String summary() {
        return "Machines in memory";
    }

    @Override
    public List<DriverOption> options() {
        return List.of(
                DriverOption.number("fake-memory", "FAKE_MEMORY", 512, "Memory"),
                DriverOption.flag("fake-fast", "", "Be fast"),
                DriverOption.list("fake-tag", "", "Tags"),
                DriverOption.secret("fake-token", "FAKE_TOKEN", "Token"));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER, Capability.FIND_OWNED);
    }

    @Override
    public Readiness readiness() {
        return readiness;
    }

    @Override
    public Driver open(DriverContext context) {
        return new FakeDriver(context);
    }

    private final class FakeDriver implements Driver {
        private final DriverContext context;

        FakeDriver(DriverContext context) {
            this.context = context;
        }

        @Override
        public void check() {
            onCheck.accept(context);
        }

        @Override
        public void create() {
            calls.incrementAndGet();
            context.state().save(Map.of("MachineId", context.machineId(), "Memory", context.options().number("fake-memory")));
            machines.put(context.machineId(), MachineState.RUNNING);
            onCreate.accept(context);
        }

        @Override
        public void remove() {
            onRemove.run();
            machines.remove(context.machineId());
        }

        @Override
        public void start() {
            onStart.accept(context);
            machines.replace(context.machineId(), MachineState.RUNNING);
        }

        @Override
        public void stop() {
            machines.replace(context.machineId(), MachineState.STOPPED);
        }

        @Override
        public void kill() {
            stop();
        }

        @Override
        public void restart() {
            start();
        }

        @Override
        public MachineState status() {
            onStatus.run();
            return machines.getOrDefault(context.machineId(), MachineState.NOT_FOUND);
        }

        @Override
        public MachineNetwork network() {
            if (!machines.containsKey(context.machineId())) {
                throw new MachineException(ErrorCode.WRONG_STATE, "Asking for the address", "There is none.");
            }
            return new MachineNetwork(address, ssh, URI.create("tcp://" + address + ":2376"), 2376,
                    Optional.of("198.51.100.7"));
        }

        @Override
        public List<OwnedObject> findOwned() {
            return owned.apply(context);
        }

        @Override
        public FailureKind classify(Throwable failure) {
            return kind;
        }
    }
}
