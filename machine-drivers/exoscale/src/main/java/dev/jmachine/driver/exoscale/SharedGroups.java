package dev.jmachine.driver.exoscale;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Groups of one kind, which machines share by name. What we have made says so in its description, there being no
 * labels, and goes with the last machine in it; groups of others are used as they are.
 */
final class SharedGroups {
    private static final String MARK = "made by jmachine, goes with its last machine";

    private final ExoscaleApi api;
    private final String kind;
    private final String path;

    private SharedGroups(ExoscaleApi api, String kind) {
        this.api = api;
        this.kind = kind;
        this.path = "/" + kind.replace(' ', '-');
    }

    static SharedGroups ofSecurity(ExoscaleApi api) {
        return new SharedGroups(api, "security group");
    }

    static SharedGroups ofAntiAffinity(ExoscaleApi api) {
        return new SharedGroups(api, "anti-affinity group");
    }

    /** Return the id of a group, made if it is not there. */
    String ensure(String name) {
        return idOf(name).or(() -> make(name)).or(() -> idOf(name)).orElseThrow(() -> new MachineException(
                ErrorCode.PROVIDER, "Creating the " + kind + " " + name, "It was there, and is gone again."));
    }

    private Optional<String> make(String name) {
        return api.makeUnlessThere("Creating the " + kind + " " + name, path,
                Map.of("name", name, "description", MARK));
    }

    private Optional<String> idOf(String name) {
        return find(name).map(SharedGroups::id);
    }

    private Optional<JsonValue> find(String name) {
        return api.list(kind + "s", path).stream().filter(group -> group.text("name").equals(name)).findFirst();
    }

    /** Return what is told of a group with all that is in it. */
    JsonValue whole(String id) {
        return api.find("Looking for the " + kind + " " + id, path + "/" + id).orElse(new JsonValue(null));
    }

    static boolean isOurs(JsonValue group) {
        return group.text("description").equals(MARK);
    }

    /**
     * Delete a group of ours that no machine is in any more.
     *
     * @param used tells of a group's id whether it is
     */
    void release(String name, Predicate<String> used) {
        find(name).filter(SharedGroups::isOurs).map(SharedGroups::id).filter(used.negate()).ifPresent(
                id -> api.deleteUnlessUsed("Deleting the " + kind + " " + name, path + "/" + id));
    }

    private static String id(JsonValue group) {
        return group.text("id");
    }
}
