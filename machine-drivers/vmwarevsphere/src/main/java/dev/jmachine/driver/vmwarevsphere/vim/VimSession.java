package dev.jmachine.driver.vmwarevsphere.vim;

import static dev.jmachine.driver.vmwarevsphere.vim.VimElement.object;
import static dev.jmachine.driver.vmwarevsphere.vim.VimElement.reference;
import static dev.jmachine.driver.vmwarevsphere.vim.VimElement.value;

import dev.jmachine.api.MachineException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session at a server, from login to logout. Every call has a deadline, honours interruption, and fails with a
 * {@link VimException}, or a plain {@link MachineException} when the server is not believed, what answers is not one,
 * or with {@link dev.jmachine.api.ErrorCode#CANCELLED}. Not thread-safe.
 */
public final class VimSession implements AutoCloseable {
    private static final Logger LOG = System.getLogger(VimSession.class.getName());
    private static final ManagedObject SERVICE = new ManagedObject("ServiceInstance", "ServiceInstance");

    private final VimConnection connection;
    private final VimElement services;

    private VimSession(VimConnection connection, VimElement services) {
        this.connection = connection;
        this.services = services;
    }

    /**
     * Log in.
     *
     * @param server the API's address, such as {@code https://vcenter.example.com/sdk}
     */
    public static VimSession login(URI server, ServerTrust trust, String user, String password) {
        VimConnection connection = new VimConnection(server, trust);
        VimElement services = connection.call("Asking " + server + " what it is",
                method("RetrieveServiceContent", SERVICE)).child("returnval").orElseThrow();
        VimSession session = new VimSession(connection, services);
        session.call("Logging in at " + server + " as " + user, method("Login", session.service("sessionManager"),
                value("userName", user), value("password", password)));
        return session;
    }

    /** Log out. Failures are logged only: what was done is done, and the server ends idle sessions itself. */
    @Override
    public void close() {
        try {
            call("Logging out", method("Logout", service("sessionManager")));
        } catch (MachineException e) {
            LOG.log(Level.DEBUG, "{0}", e.getMessage());
        }
    }

    /** Return the call of an object's method. */
    public static VimElement method(String name, ManagedObject object, VimElement... arguments) {
        return object(name, reference("_this", object)).plus(List.of(arguments));
    }

    /** Return one of the server's own objects, by its name in the API's {@code ServiceContent}. */
    public ManagedObject service(String name) {
        return services.child(name).orElseThrow(() -> new IllegalStateException(
                connection.server() + " has no " + name)).reference();
    }

    /** Call a method and return the response. */
    public VimElement call(String activity, VimElement method) {
        return connection.call(activity, method);
    }

    /** Call a method that returns a managed object, or none. */
    public Optional<ManagedObject> find(String activity, VimElement method) {
        return call(activity, method).child("returnval").map(VimElement::reference);
    }

    /** Start a task by a method. */
    public VimTask start(String activity, VimElement method) {
        return task(activity, find(activity, method).orElseThrow());
    }

    /** Return a task that somebody has started. */
    public VimTask task(String activity, ManagedObject task) {
        return new VimTask(this, activity, task);
    }

    /** Return an object's properties by their paths, such as {@code runtime.powerState}; without those not set. */
    public Map<String, VimElement> retrieve(String activity, ManagedObject object, String... paths) {
        VimElement filter = object("specSet", properties(object.type(), paths),
                object("objectSet", reference("obj", object), value("skip", false)));
        return retrieve(activity, filter).getOrDefault(object, Map.of());
    }

    /** Return properties of all objects of a type that lie, however deep, under another. */
    public Map<ManagedObject, Map<String, VimElement>> retrieveAll(
            String activity, ManagedObject root, String type, String... paths) {
        ManagedObject view = find(activity, method("CreateContainerView", service("viewManager"),
                reference("container", root), value("type", type), value("recursive", true))).orElseThrow();
        return follow(activity, view, "view", type, paths);
    }

    /** Return properties of all objects of a type that a property of another names. */
    public Map<ManagedObject, Map<String, VimElement>> follow(
            String activity, ManagedObject from, String property, String type, String... paths) {
        VimElement step = VimElement.typed("selectSet", "TraversalSpec", value("type", from.type()),
                value("path", property), value("skip", false));
        return retrieve(activity, object("specSet", properties(type, paths),
                object("objectSet", reference("obj", from), value("skip", true), step)));
    }

    private static VimElement properties(String type, String... paths) {
        List<VimElement> wanted = new ArrayList<>(List.of(value("type", type), value("all", false)));
        for (String path : paths) {
            wanted.add(value("pathSet", path));
        }
        return object("propSet").plus(wanted);
    }

    private Map<ManagedObject, Map<String, VimElement>> retrieve(String activity, VimElement filter) {
        Map<ManagedObject, Map<String, VimElement>> objects = new LinkedHashMap<>();
        ManagedObject collector = service("propertyCollector");
        Optional<VimElement> part = call(activity,
                method("RetrievePropertiesEx", collector, filter, object("options"))).child("returnval");
        while (part.isPresent()) {
            for (VimElement found : part.get().all("objects")) {
                objects.put(found.child("obj").orElseThrow().reference(), values(activity, found));
            }
            Optional<VimElement> token = part.get().child("token");
            part = token.isEmpty() ? Optional.empty() : call(activity,
                    method("ContinueRetrievePropertiesEx", collector, token.get())).child("returnval");
        }
        return objects;
    }

    private Map<String, VimElement> values(String activity, VimElement found) {
        for (VimElement missing : found.all("missingSet")) {
            throw failure(activity + " (" + missing.text("path") + ")", missing.child("fault").orElseThrow());
        }
        Map<String, VimElement> values = new LinkedHashMap<>();
        for (VimElement property : found.all("propSet")) {
            values.put(property.text("name"), property.child("val").orElseThrow());
        }
        return values;
    }

    MachineException failure(String activity, VimElement error) {
        return connection.failure(activity, error);
    }
}
