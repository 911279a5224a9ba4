package dev.jmachine.driver.vmwarevsphere.vim;

import static dev.jmachine.driver.vmwarevsphere.vim.VimElement.value;
import static dev.jmachine.driver.vmwarevsphere.vim.VimSession.method;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds things by the names and paths that vSphere's own programs show: a path from the root
 * ({@code /Site/host/Cluster/Resources/pool}), one from where things of the kind lie in the data centre, or a bare name
 * that is unique in it.
 */
public final class Inventory {
    private final VimSession session;

    /** Look through a session's server. */
    public Inventory(VimSession session) {
        this.session = session;
    }

    /** Return the object at a path from the root. */
    public Optional<ManagedObject> at(String path) {
        return session.find("Looking for " + path,
                method("FindByInventoryPath", session.service("searchIndex"), value("inventoryPath", path)));
    }

    /**
     * Return the virtual machine with an instance UUID, wherever it lies.
     *
     * @param instanceUuid the UUID that vCenter knows it by, not that of its BIOS
     */
    public Optional<ManagedObject> machine(String instanceUuid) {
        return session.find("Looking for the virtual machine " + instanceUuid,
                method("FindByUuid", session.service("searchIndex"), value("uuid", instanceUuid),
                        value("vmSearch", true), value("instanceUuid", true)));
    }

    /**
     * Return the data centre of a name or path, or the only one when none is given.
     *
     * @throws MachineException if there is none, or several to choose from
     */
    public Place datacenter(String given) {
        ManagedObject root = session.service("rootFolder");
        if (!given.isEmpty()) {
            Optional<ManagedObject> found = at(given).filter(object -> object.type().equals("Datacenter"));
            if (found.isPresent()) {
                return new Place(this, found.get(), given.startsWith("/") ? given : "/" + given);
            }
        }
        Map.Entry<ManagedObject, String> only = only("data centre", root, "Datacenter", given);
        return new Place(this, only.getKey(), path(only.getKey()));
    }

    /** Return an object's path from the root. */
    private String path(ManagedObject object) {
        Map<String, VimElement> values =
                session.retrieve("Looking where " + object.value() + " lies", object, "name", "parent");
        return values.containsKey("parent")
                ? path(values.get("parent").reference()) + "/" + values.get("name").text() : "";
    }

    /** Return the one object of a type under another that has a name, or the only one at all when that is empty. */
    Map.Entry<ManagedObject, String> only(String kind, ManagedObject root, String type, String name) {
        Map<ManagedObject, String> all = names(kind, root, type);
        List<Map.Entry<ManagedObject, String>> fitting = all.entrySet().stream()
                .filter(entry -> name.isEmpty() || entry.getValue().equals(name)).toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        String wanted = "Looking for the " + kind + (name.isEmpty() ? "" : " \"" + name + "\"");
        if (fitting.isEmpty()) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, wanted, all.isEmpty()
                    ? "vSphere shows none to this account." : "There is none; there are " + list(all) + ".");
        }
        throw new MachineException(ErrorCode.INVALID_ARGUMENT, wanted, name.isEmpty()
                ? "There are several, say which: " + list(all) + "."
                : "There are " + fitting.size() + " of that name, so give its path.");
    }

    private Map<ManagedObject, String> names(String kind, ManagedObject root, String type) {
        return session.retrieveAll("Looking for the " + kind, root, type, "name").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get("name").text()));
    }

    private static String list(Map<ManagedObject, String> names) {
        return names.values().stream().sorted().limit(20).collect(Collectors.joining(", "));
    }

    /**
     * A data centre.
     *
     * @param inventory where it was found
     * @param datacenter itself
     * @param path its path from the root
     */
    public record Place(Inventory inventory, ManagedObject datacenter, String path) {

        /**
         * Return the object of a name or path, or the only one of its type when none is given.
         *
         * @param kind what it is, for messages
         * @param branch where things of the kind lie: {@code vm}, {@code host}, {@code datastore} or {@code network}
         * @param type its type, such as {@code Datastore}; for several kinds of it their common one
         * @throws MachineException if there is none, or several to choose from
         */
        public ManagedObject find(String kind, String branch, String type, String given) {
            if (!given.isEmpty()) {
                String full = given.startsWith("/") ? given : path + "/" + branch + "/" + given;
                Optional<ManagedObject> found = inventory.at(full);
                if (found.isPresent()) {
                    return found.get();
                }
            }
            return inventory.only(kind, datacenter, type, given).getKey();
        }

        /** Return the full path of a virtual machine in a folder. */
        public String machinePath(String folder, String name) {
            String base = folder.startsWith("/") ? folder : path + "/vm" + (folder.isEmpty() ? "" : "/" + folder);
            return base + "/" + name;
        }

        /** Return what lies at a path of this data centre; the folder of all virtual machines is {@code vm}. */
        public Optional<ManagedObject> at(String relative) {
            return inventory.at(path + "/" + relative);
        }
    }
}
