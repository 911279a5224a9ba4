package dev.jmachine.driver.exoscale;

import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.Polling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The instances of the account in one zone. */
final class Instances {
    private static final Duration DELETION = Duration.ofMinutes(5);

    private final ExoscaleApi api;

    Instances(ExoscaleApi api) {
        this.api = api;
    }

    /** Return all instances but those that are gone and only told of still. */
    List<Instance> all() {
        return api.list("instances", "/instance").stream().map(Instance::new).filter(Instances::isThere).toList();
    }

    /** Return the instances that were made for a machine: one, unless somebody has copied its label. */
    List<Instance> of(String machineId) {
        return all().stream().filter(instance -> instance.machineId().equals(machineId)).toList();
    }

    Optional<Instance> find(String id) {
        return api.find("Looking for the instance " + id, path(id)).map(Instance::new).filter(Instances::isThere);
    }

    private static boolean isThere(Instance instance) {
        return instance.state() != MachineState.NOT_FOUND;
    }

    /** Make an instance and wait until it is made; what is told of it is its id. */
    String make(Map<String, ?> request) {
        return api.make("Creating the instance " + request.get("name"), "/instance", request);
    }

    /** Start an instance; this action alone has a request, in which nothing must be. */
    void start(String id) {
        api.act("Starting the instance " + id, path(id) + ":start", Map.of());
    }

    void stop(String id) {
        api.act("Stopping the instance " + id, path(id) + ":stop");
    }

    void reboot(String id) {
        api.act("Rebooting the instance " + id, path(id) + ":reboot");
    }

    /** Delete an instance and wait until it is gone; fine when it is gone already. */
    void delete(String id) {
        if (find(id).filter(instance -> !instance.isBeingDeleted()).isPresent()) {
            api.delete("Deleting the instance " + id, path(id));
        }
        Polling.within(DELETION).until("the instance " + id + " to be gone", () -> find(id).isEmpty());
    }

    private static String path(String id) {
        return "/instance/" + id;
    }
}
