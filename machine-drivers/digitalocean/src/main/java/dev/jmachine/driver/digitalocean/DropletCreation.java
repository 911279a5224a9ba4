package dev.jmachine.driver.digitalocean;

import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.Marks;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.RestClient;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.cloud.UserData;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes a machine's droplet and key, and takes them away. Each is recorded before it is made and found again, the key
 * by its fingerprint and the droplet by its tag, so that nothing is made twice when an answer was lost. The tag is the
 * machine's alone, so that none is left over.
 */
final class DropletCreation {
    static final String NAME = "DropletName";
    static final String ID = "DropletID";
    private static final String OWN_KEY = "OwnKeyFingerprint";

    private final DriverContext context;
    private final Droplets droplets;
    private final AccountKeys keys;

    DropletCreation(DriverContext context, RestClient api) {
        this.context = context;
        this.droplets = new Droplets(api);
        this.keys = new AccountKeys(api);
    }

    /** Make what is not there yet. */
    void make() {
        DropletSettings settings = DropletSettings.of(context.options());
        record(settings);
        String key = key();
        long id = droplets.tagged(Marks.tag(context)).stream().findFirst()
                .orElseGet(() -> make(settings, key)).id();
        context.state().save(Map.of(ID, id));
        context.progress("Waiting for the droplet " + id + " to start");
        Droplet droplet = droplets.awaitReady(id);
        if (droplet.state() == MachineState.STOPPED) {
            new DropletPower(droplets, id).start();
        }
        context.state().save(Map.of(SshAccess.ADDRESS, droplet.address("public"),
                SshAccess.PRIVATE_ADDRESS, droplet.address("private")));
    }

    private void record(DropletSettings settings) {
        DriverOptions options = context.options();
        Map<String, Object> values = new HashMap<>(settings.toState());
        values.put(NAME, context.machineName());
        values.put("PrivateNetworking", options.flag(DigitalOceanOptions.PRIVATE_NETWORKING));
        values.put("UserDataFile", options.text(DigitalOceanOptions.USER_DATA));
        values.put(DigitalOceanDriver.ENDPOINT, options.text(DigitalOceanOptions.ENDPOINT));
        values.put("SSHKeyFingerprint", options.text(DigitalOceanOptions.SSH_KEY_FINGERPRINT));
        values.put(SshAccess.USER, options.text(DigitalOceanOptions.SSH_USER));
        values.put(SshAccess.PORT, options.number(DigitalOceanOptions.SSH_PORT));
        String path = options.text(DigitalOceanOptions.SSH_KEY_PATH);
        values.put(SshAccess.KEY_PATH, (path.isEmpty()
                ? context.clientKeyFile() : context.keepKey(OptionFiles.path(path))).toString());
        context.state().save(values);
    }

    private Droplet make(DropletSettings settings, String key) {
        context.progress("Creating a droplet in " + settings.region());
        DriverOptions options = context.options();
        String userData = UserData.of(context, options.text(DigitalOceanOptions.SSH_USER),
                OptionFiles.read(DigitalOceanOptions.USER_DATA, options.text(DigitalOceanOptions.USER_DATA)));
        return droplets.make(settings.toRequest(context.machineName(), Marks.tag(context), key, userData));
    }

    /** Return the fingerprint of the key to put on the droplet; one that the account has not is added, as ours. */
    private String key() {
        String given = context.options().text(DigitalOceanOptions.SSH_KEY_FINGERPRINT);
        if (!given.isEmpty()) {
            return given;
        }
        PublicKey key = publicKey();
        String fingerprint = key.fingerprint();
        if (!keys.has(fingerprint)) {
            context.state().save(Map.of(OWN_KEY, fingerprint));
            keys.make(Marks.name(context), key.line());
        }
        return fingerprint;
    }

    private PublicKey publicKey() {
        String path = context.options().text(DigitalOceanOptions.SSH_KEY_PATH);
        return new PublicKey(path.isEmpty() ? context.clientPublicKey()
                : OptionFiles.read(DigitalOceanOptions.SSH_KEY_PATH, path + ".pub").strip());
    }

    /** Take away what was made, and what may have been made without that its id is known. */
    void undo() {
        String tag = Marks.tag(context);
        droplets.tagged(tag).forEach(droplet -> droplets.delete(droplet.id()));
        long recorded = context.state().number(ID, 0);
        if (recorded != 0) {
            droplets.delete(recorded);
        }
        droplets.deleteTag(tag);
        deleteKey();
    }

    private void deleteKey() {
        DriverState state = context.state();
        String own = state.text(OWN_KEY);
        // docker-machine knows the key that it has made by its number.
        long number = state.text("SSHKeyFingerprint").isEmpty() ? state.number("SSHKeyID", 0) : 0;
        if (!own.isEmpty()) {
            keys.delete(own);
        } else if (number != 0) {
            keys.delete(Long.toString(number));
        }
    }
}
