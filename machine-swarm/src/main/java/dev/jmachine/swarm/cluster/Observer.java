package dev.jmachine.swarm.cluster;

import dev.jmachine.api.Capability;
import dev.jmachine.api.Deadline;
import dev.jmachine.api.DriverDescription;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Machines;
import dev.jmachine.api.MachineState;
import dev.jmachine.swarm.cluster.ObservedMachine.EngineMembership;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Asks a cluster's machines, side by side, and its swarm how they are; changes nothing. For one thread. */
final class Observer {
    private static final Duration ANSWER = Duration.ofSeconds(40);
    private static final Duration ALL = Duration.ofSeconds(90);
    private static final int WIDTH = 16;

    private final Machines machines;
    private final SwarmAccess access;
    private final Map<String, Set<String>> images = new ConcurrentHashMap<>();

    Observer(Machines machines, SwarmAccess access) {
        this.machines = machines;
        this.access = access;
    }

    /**
     * Ask.
     *
     * @param members names of the machines that the file wants
     * @param record what was made for the cluster
     * @param withImages whether engines are asked for their images
     * @throws MachineException with {@link ErrorCode#STORE_DAMAGED} if a machine's record cannot be read, or
     *     {@link ErrorCode#CANCELLED}
     */
    Observation observe(Collection<String> members, ClusterRecord record, boolean withImages) {
        Set<String> names = new TreeSet<>(members);
        names.addAll(record.machines().keySet());
        names.removeIf(name -> !machines.exists(name));
        Map<String, ObservedMachine> seen = machines(names, withImages);
        String id = record.swarmId().isEmpty() ? begun(seen, record) : record.swarmId();
        if (id.isEmpty()) {
            return new Observation(seen, Optional.empty(), "", images);
        }
        try {
            return new Observation(seen, Optional.of(access.withId(id).observe()), "", images);
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            // One that was begun and is written down nowhere is taken up by beginning it again.
            boolean unknown = record.swarmId().isEmpty() && e.code() == ErrorCode.SWARM_NOT_FOUND;
            return new Observation(seen, Optional.empty(), unknown ? "" : e.problem(), images);
        }
    }

    /** Return the swarm that a machine of the cluster has begun, if that was cut short before it was written down. */
    private static String begun(Map<String, ObservedMachine> seen, ClusterRecord record) {
        return seen.entrySet().stream().filter(entry -> record.machines().containsKey(entry.getKey()))
                .map(entry -> entry.getValue().swarm().swarmId()).filter(id -> !id.isEmpty()).findFirst().orElse("");
    }

    private Map<String, ObservedMachine> machines(Set<String> names, boolean withImages) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(WIDTH, names.size())));
        try {
            Map<String, Future<ObservedMachine>> asked = new LinkedHashMap<>();
            names.forEach(name -> asked.put(name, pool.submit(() -> ask(machines.get(name), withImages))));
            Map<String, ObservedMachine> seen = new LinkedHashMap<>();
            Deadline deadline = Deadline.after(ALL);
            asked.forEach((name, future) -> seen.put(name, answer(name, future, deadline)));
            return seen;
        } finally {
            pool.shutdownNow();
        }
    }

    private ObservedMachine answer(String name, Future<ObservedMachine> future, Deadline deadline) {
        try {
            return future.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return known(machines.get(name), MachineState.TIMEOUT, Optional.empty());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MachineException failure ? failure : new MachineException(
                    ErrorCode.INTERNAL, "Asking the machine \"" + name + "\"", String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, "Asking the machines", "The work was cancelled.", e);
        }
    }

    private ObservedMachine ask(Machine machine, boolean withImages) {
        if (machine.unfinishedStep().isPresent()) {
            return known(machine, MachineState.NONE, Optional.empty());
        }
        MachineState state = machine.state();
        Optional<EngineMembership> swarm =
                state == MachineState.RUNNING ? membership(machine) : Optional.empty();
        if (withImages && swarm.isPresent()) {
            images.put(machine.name(), access.images(machine, ANSWER));
        }
        return known(machine, state, swarm);
    }

    /** Return its part in a swarm; empty when its engine does not answer. */
    private Optional<EngineMembership> membership(Machine machine) {
        try {
            return Optional.of(access.membership(machine, ANSWER));
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private ObservedMachine known(Machine machine, MachineState state, Optional<EngineMembership> swarm) {
        DriverDescription driver = machines.driver(machine.driverName());
        Set<String> secrets = driver.options().stream().filter(DriverOption::secret).map(DriverOption::name)
                .collect(Collectors.toUnmodifiableSet());
        return new ObservedMachine(machine.spec(), secrets, driver.capabilities().contains(Capability.ADOPTED),
                machine.unfinishedStep(), state, swarm.isPresent(), swarm.orElse(EngineMembership.NONE));
    }
}
