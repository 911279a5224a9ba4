package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.Polling;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** The instance of one machine: found by its saved id, else by its tag. */
final class Instances {
    private static final Set<InstanceStateName> ENDED =
            Set.of(InstanceStateName.TERMINATED, InstanceStateName.SHUTTING_DOWN);
    private static final Duration CHANGE = Duration.ofMinutes(10);
    /** Within which time a request that Amazon took shows in its answers, mostly. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final Ec2Session ec2;
    private final DriverContext context;
    private final InstanceSearch search;

    Instances(Ec2Session ec2, DriverContext context) {
        this.ec2 = ec2;
        this.search = new InstanceSearch(ec2);
        this.context = context;
    }

    /** Return the instance as Amazon knows it now; one that has ended is still known for an hour or so. */
    Optional<Instance> find() {
        DriverState state = context.state();
        String id = state.text(StateKeys.INSTANCE_ID);
        if (!id.isEmpty()) {
            return search.byId(id);
        }
        return state.text(StateKeys.CLIENT_TOKEN).isEmpty() ? Optional.empty() : byTag();
    }

    /** Return the instance that bears this machine's tag and has not ended. */
    Optional<Instance> byTag() {
        return search.alive(Ownership.of(context).ofMachine()).stream().findFirst();
    }

    /**
     * Return all that may have been made for this machine and has not ended; after a request whose answer was lost give
     * Amazon time to show what came of it.
     */
    List<Instance> findAll() {
        DriverState state = context.state();
        String id = state.text(StateKeys.INSTANCE_ID);
        if (id.isEmpty() && !state.text(StateKeys.CLIENT_TOKEN).isEmpty()) {
            awaitShown();
        }
        Stream<Instance> recorded = id.isEmpty() ? Stream.empty() : search.byId(id).stream();
        Stream<Instance> tagged = search.alive(Ownership.of(context).ofMachine()).stream()
                .filter(instance -> !instance.instanceId().equals(id));
        return Stream.concat(recorded, tagged)
                .filter(instance -> instance.state().name() != InstanceStateName.TERMINATED)
                .toList();
    }

    private void awaitShown() {
        try {
            Polling.within(SETTLING).find("the instance to be known", this::byTag);
        } catch (MachineException e) {
            if (e.code() != ErrorCode.TIMEOUT || e.getCause() != null) {
                throw e;
            }
        }
    }

    /** Return the instance, which must be there and not have ended. */
    Instance require() {
        Instance instance = find().orElseThrow(() -> gone("Amazon does not know it."));
        if (ended(instance)) {
            throw gone("The instance " + instance.instanceId() + " has ended" + reason(instance) + ".");
        }
        return instance;
    }

    private static MachineException gone(String problem) {
        return new MachineException(ErrorCode.PROVIDER_NOT_FOUND, "Looking for the machine", problem);
    }

    static boolean ended(Instance instance) {
        return ENDED.contains(instance.state().name());
    }

    private static String reason(Instance instance) {
        return instance.stateReason() == null || instance.stateReason().message() == null
                ? "" : " (" + instance.stateReason().message() + ")";
    }

    /** Wait until the instance runs; tell why when it ends instead. */
    Instance awaitRunning() {
        context.progress("Waiting for the instance to run");
        return Polling.within(CHANGE).find("the instance to run", () -> find()
                .filter(instance -> {
                    requireStarts(instance);
                    return instance.state().name() == InstanceStateName.RUNNING;
                }));
    }

    private static void requireStarts(Instance instance) {
        if (ended(instance)) {
            String code = instance.stateReason() == null ? "" : String.valueOf(instance.stateReason().code());
            boolean full = code.contains("Capacity") || code.contains("LimitExceeded");
            throw new MachineException(full ? ErrorCode.QUOTA : ErrorCode.PROVIDER, "Waiting for the instance to run",
                    "Amazon has ended the instance " + instance.instanceId() + reason(instance) + ".");
        }
    }

    void awaitStopped() {
        context.progress("Waiting for the instance to stop");
        Polling.within(CHANGE).until("the instance to stop", () -> require().state().name()
                == InstanceStateName.STOPPED);
    }

    /** End the instance and wait until it has ended: before that its volumes, card and group are held. */
    void terminate(Instance instance) {
        String id = instance.instanceId();
        context.progress("Terminating the instance " + id);
        ec2.call("Terminating the instance " + id,
                client -> client.terminateInstances(request -> request.instanceIds(id)));
        Polling.within(CHANGE).until("the instance " + id + " to end", () -> search.byId(id)
                .map(now -> now.state().name() == InstanceStateName.TERMINATED).orElse(true));
    }

    /** Return what the state of an instance is called here. */
    static MachineState state(Instance instance) {
        return switch (instance.state().name()) {
            case PENDING -> MachineState.STARTING;
            case RUNNING -> MachineState.RUNNING;
            case STOPPING, SHUTTING_DOWN -> MachineState.STOPPING;
            case STOPPED -> MachineState.STOPPED;
            case TERMINATED -> MachineState.NOT_FOUND;
            default -> MachineState.ERROR;
        };
    }
}
