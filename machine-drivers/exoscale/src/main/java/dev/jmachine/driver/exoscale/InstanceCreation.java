package dev.jmachine.driver.exoscale;

import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.InvalidOption;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.cloud.UserData;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a machine's groups and instance, and takes them away. Each is found again, the groups by their names and the
 * instance by its label, so that nothing is made twice when an answer was lost.
 */
final class InstanceCreation {
    static final String ID = "Id";
    static final String ZONE = "AvailabilityZone";
    private static final int LARGEST_USER_DATA = 32768;

    private final DriverContext context;
    private final ExoscaleApi api;
    private final Instances instances;
    private final MachineGroups groups;

    InstanceCreation(DriverContext context, ExoscaleApi api) {
        this.context = context;
        this.api = api;
        this.instances = new Instances(api);
        this.groups = new MachineGroups(api, context.state());
    }

    /** Make what is not there yet. */
    void make() {
        InstanceSettings settings = InstanceSettings.of(context.options());
        record(settings);
        List<String> security = groups.ensureSecurity(context.options().number(ExoscaleOptions.SSH_PORT));
        List<String> affinity = groups.ensureAffinity();
        String id = existing();
        if (id.isEmpty()) {
            context.progress("Creating an instance in " + settings.zone());
            id = instances.make(request(settings, security, affinity));
        }
        context.state().save(Map.of(ID, id));
        new InstancePower(context, instances, id).start();
    }

    /** Return the id of the instance that an earlier attempt has made; one that failed, or is going, goes for good. */
    private String existing() {
        String found = "";
        for (Instance instance : instances.of(context.machineId())) {
            if (instance.state() == MachineState.ERROR || instance.isBeingDeleted()) {
                instances.delete(instance.id());
            } else {
                found = instance.id();
            }
        }
        return found;
    }

    private void record(InstanceSettings settings) {
        DriverOptions options = context.options();
        Map<String, Object> values = new HashMap<>(settings.toState());
        values.put(ExoscaleDriver.URL, options.text(ExoscaleOptions.URL));
        values.put("UserDataFile", options.text(ExoscaleOptions.USER_DATA));
        values.put(MachineGroups.SECURITY, InstanceSettings.securityGroups(options));
        values.put(MachineGroups.AFFINITY, options.list(ExoscaleOptions.AFFINITY_GROUP));
        values.put(SshAccess.PORT, options.number(ExoscaleOptions.SSH_PORT));
        values.put(SshAccess.KEY_PATH, (settings.keyFile().isEmpty()
                ? context.clientKeyFile() : context.keepKey(OptionFiles.path(settings.keyFile()))).toString());
        context.state().save(values);
    }

    private Map<String, Object> request(InstanceSettings settings, List<String> security, List<String> affinity) {
        Catalogue catalogue = new Catalogue(api, settings.zone());
        JsonValue template = catalogue.template(settings.image());
        String user = settings.userOf(template);
        context.state().save(Map.of(SshAccess.USER, user));
        return Map.of(
                "name", context.machineName(),
                "labels", Map.of(Instance.MACHINE_LABEL, context.machineId()),
                "instance-type", Map.of("id", catalogue.type(settings.type())),
                "template", Map.of("id", template.text("id")),
                "disk-size", settings.diskSize(),
                "security-groups", references(security),
                "anti-affinity-groups", references(affinity),
                "user-data", userData(settings, user));
    }

    private static List<Map<String, String>> references(List<String> ids) {
        return ids.stream().map(id -> Map.of("id", id)).toList();
    }

    private String userData(InstanceSettings settings, String user) {
        String own = OptionFiles.read(ExoscaleOptions.USER_DATA, context.options().text(ExoscaleOptions.USER_DATA));
        String text = UserData.of(context, user,
                settings.keyFile().isEmpty() ? context.clientPublicKey() : settings.publicKey(), own);
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        if (encoded.length() > LARGEST_USER_DATA) {
            throw InvalidOption.of(ExoscaleOptions.USER_DATA,
                    "The file is too large: Exoscale takes 32 KiB of user data in base64, jmachine's own with it.");
        }
        return encoded;
    }

    /** Take away what was made, and what may have been made without that its id is known. */
    void undo() {
        instances.of(context.machineId()).forEach(instance -> instances.delete(instance.id()));
        String recorded = context.state().text(ID);
        if (!recorded.isEmpty()) {
            instances.delete(recorded);
        }
        groups.release();
    }
}
