package dev.jmachine.driver.softlayer;

import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.Marks;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.cloud.UserData;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a machine's virtual server, and takes it away. It can be tagged only once it has been made, so its user data
 * bears the tag too: by that it is found again, and nothing is made twice, when an answer was lost.
 */
final class GuestCreation {
    static final String ID = "Id";
    private static final String KEY_ID = "SSHKeyID";
    private static final String ROOT = "root";

    private final DriverContext context;
    private final Guests guests;
    private final AccountKeys keys;
    private final String tag;

    GuestCreation(DriverContext context, SoftLayer api) {
        this.context = context;
        this.guests = new Guests(api);
        this.keys = new AccountKeys(api);
        this.tag = Marks.tag(context);
    }

    /** Make what is not there yet. */
    void make() {
        GuestSettings settings = GuestSettings.of(context);
        record(settings);
        Guest guest = guests.marked(settings.name(), tag).stream().findFirst().orElseGet(() -> order(settings));
        long id = guest.id();
        context.state().save(Map.of(ID, id));
        if (!guest.tags().contains(tag)) {
            guests.tag(guest, tag);
        }
        context.progress("Waiting for the virtual server " + id + " to be provisioned");
        Guest provisioned = guests.awaitProvisioned(id, settings.network());
        if (provisioned.state() != MachineState.RUNNING) {
            new GuestPower(guests, id).start();
        }
        context.state().save(Map.of(SshAccess.ADDRESS, settings.network().address(provisioned),
                SshAccess.PRIVATE_ADDRESS, provisioned.privateAddress()));
    }

    private void record(GuestSettings settings) {
        Map<String, Object> values = new HashMap<>(settings.toState());
        values.put(SoftLayerDriver.ENDPOINT, context.options().text(SoftLayerOptions.ENDPOINT));
        values.put(SshAccess.USER, ROOT);
        values.put(SshAccess.PORT, 22);
        values.put(SshAccess.KEY_PATH, context.clientKeyFile().toString());
        context.state().save(values);
    }

    private Guest order(GuestSettings settings) {
        Map<String, Object> template = new HashMap<>(settings.toTemplate());
        if (!settings.cloudInit()) {
            template.put("sshKeys", List.of(Map.of("id", key())));
        }
        template.put("userData", List.of(Map.of("value", userData(settings))));
        context.progress("Ordering a virtual server in " + settings.region());
        return guests.make(template);
    }

    /** The tag is put after all, in a line that cloud-init ignores, also behind the end of an archive. */
    private String userData(GuestSettings settings) {
        String own = context.options().text(SoftLayerOptions.USER_DATA);
        String data = settings.cloudInit()
                ? UserData.of(context, ROOT, OptionFiles.read(SoftLayerOptions.USER_DATA, own)) : "";
        return data + "# " + tag + "\n";
    }

    private long key() {
        String label = Marks.name(context);
        long id = keys.labelled(label).stream().findFirst()
                .orElseGet(() -> keys.make(label, context.clientPublicKey()));
        context.state().save(Map.of(KEY_ID, id));
        return id;
    }

    /** Take away what was made, and what may have been made without that its id is known. */
    void undo() {
        DriverState state = context.state();
        Set<Long> found = recorded(ID);
        guests.marked(GuestName.of(state), tag).forEach(guest -> found.add(guest.id()));
        found.forEach(guests::delete);
        Set<Long> foundKeys = recorded(KEY_ID);
        foundKeys.addAll(keys.labelled(Marks.name(context)));
        foundKeys.forEach(keys::delete);
    }

    /** Return the number that the state has for a key, which is docker-machine's. */
    private Set<Long> recorded(String key) {
        long id = context.state().number(key, 0);
        return new LinkedHashSet<>(id == 0 ? Set.of() : Set.of(id));
    }
}
