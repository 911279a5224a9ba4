package dev.jmachine.driver.google;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.cloud.UserData;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes a machine's firewall rule and instance, and takes them away. Names are the machine's own, and the request for
 * the instance bears an id that is saved before it is sent: sent again, it makes nothing a second time.
 */
final class InstanceCreation {
    /** Saved of the machines that we make, and not of docker-machine's. */
    static final String OURS = "FirewallRule";
    static final String ID_LABEL = "jmachine-id";
    private static final String REQUEST = "RequestId";

    private final DriverContext context;
    private final Compute compute;

    InstanceCreation(DriverContext context, Compute compute) {
        this.context = context;
        this.compute = compute;
    }

    static Map<String, String> labels(DriverContext context) {
        return Map.of(ID_LABEL, context.machineId());
    }

    /** Make what is not there yet. What is asked for has been saved. */
    void make(InstanceSettings settings, String project, String userData) {
        InstanceRequest request =
                new InstanceRequest(context.machineName(), project, settings, labels(context));
        new FirewallRule(context, compute)
                .make(settings, request.network(), (int) context.state().number(SshAccess.PORT, 22));
        if (settings.flag("UseExisting")) {
            new ExistingInstance(context, compute).adopt(FirewallRule.name(context));
        } else if (find().isEmpty()) {
            context.progress("Creating an instance in " + settings.zone());
            insert(request.of(FirewallRule.name(context), userData, address(settings), disk().isPresent()));
        }
        new InstancePower(context, compute).start();
    }

    private void insert(Map<String, Object> request) {
        String activity = "Creating the instance " + context.machineName();
        String saved = context.state().text(REQUEST);
        JsonValue operation = begin(activity, saved.isEmpty() ? newRequestId() : saved, request);
        if (Compute.hasFailed(operation)) {
            // The failure of an earlier attempt, which is all that the same id will ever bring.
            operation = begin(activity, newRequestId(), request);
        }
        compute.await(activity, operation);
    }

    private JsonValue begin(String activity, String requestId, Map<String, Object> request) {
        return compute.begin(activity, compute.inZone("instances?requestId=" + requestId), request);
    }

    private String newRequestId() {
        String id = UUID.randomUUID().toString();
        context.state().save(Map.of(REQUEST, id));
        return id;
    }

    private String address(InstanceSettings settings) {
        String address = settings.text("Address");
        if (!address.matches("[a-z][a-z0-9-]*")) {
            return address;
        }
        String path = "regions/" + InstanceSettings.region(settings.zone()) + "/addresses/" + address;
        return compute.find("Looking for the address " + address, compute.inProject(path))
                .map(found -> found.text("address"))
                .orElseThrow(() -> new MachineException(ErrorCode.PROVIDER_NOT_FOUND,
                        "Looking for the address " + address, "There is no address of that name in the region."));
    }

    /** Find the machine's instance; another's of that name is an error. */
    private Optional<Instance> find() {
        Optional<Instance> found = compute.instance(context.machineName());
        found.filter(instance -> !isOurs(instance.machineId())).ifPresent(other -> {
            throw new MachineException(ErrorCode.PROVIDER, "Creating the instance " + other.name(),
                    "There is an instance of that name, which is not this machine's.");
        });
        return found;
    }

    private Optional<String> disk() {
        return compute.find("Looking for the disk " + diskName(), compute.inZone("disks/" + diskName()))
                .filter(disk -> isOurs(disk.text("labels", ID_LABEL)))
                .map(disk -> disk.text("name"));
    }

    private String diskName() {
        return InstanceRequest.diskName(context.machineName());
    }

    /** What docker-machine has made bears no label; its name is all there is. */
    private boolean isOurs(String label) {
        return label.equals(context.machineId()) || label.isEmpty() && context.state().text(OURS).isEmpty();
    }

    /** Take away what was made, and what may have been made without that it was told. */
    void undo() {
        DriverState state = context.state();
        if (InstanceSettings.existing(state)) {
            new ExistingInstance(context, compute).release(FirewallRule.name(context));
        } else {
            deleteInstance();
        }
        if (!state.text(OURS).isEmpty()) {
            new FirewallRule(context, compute).delete();
        }
    }

    private void deleteInstance() {
        String request = context.state().text(REQUEST);
        if (!request.isEmpty()) {
            compute.settle(request);
        }
        String name = context.machineName();
        compute.instance(name).filter(instance -> isOurs(instance.machineId()))
                .ifPresent(instance -> compute.delete("Deleting the instance " + name,
                        compute.inZone("instances/" + name)));
        disk().ifPresent(disk -> compute.delete("Deleting the disk " + disk, compute.inZone("disks/" + disk)));
    }

    /** Return the user data for a machine, with the user's own beside it. */
    static String userData(DriverContext context) {
        return UserData.of(context, context.options().text(GoogleOptions.USER),
                OptionFiles.read(GoogleOptions.USER_DATA, context.options().text(GoogleOptions.USER_DATA)));
    }
}
