package dev.jmachine.driver.digitalocean;

import dev.jmachine.api.OwnedObject;
import dev.jmachine.spi.DriverContext;
import java.util.Optional;

/**
 * By what our things are known: a droplet by its tag, which is the machine's alone, so that none is left over when it
 * is removed; a key, which has no tags, by its name.
 */
final class Marks {
    private static final String TAG = "jmachine-id:";
    private static final String KEY = "jmachine ";
    private static final int ID_LENGTH = 36;

    private Marks() {
    }

    static String tag(DriverContext context) {
        return TAG + context.machineId();
    }

    static String keyName(DriverContext context) {
        return KEY + context.machineId() + " " + context.machineName();
    }

    /** Return what a droplet of ours is; empty for any other. */
    static Optional<OwnedObject> owned(Droplet droplet) {
        return droplet.json().texts("tags").stream().filter(tag -> tag.startsWith(TAG)).findFirst()
                .map(tag -> new OwnedObject(
                        "droplet", Long.toString(droplet.id()), tag.substring(TAG.length()), droplet.name()));
    }

    /** Return what a key of ours is; empty for any other. */
    static Optional<OwnedObject> ownedKey(String fingerprint, String name) {
        int nameStart = KEY.length() + ID_LENGTH + 1;
        return name.startsWith(KEY) && name.length() > nameStart
                ? Optional.of(new OwnedObject("SSH key", fingerprint,
                        name.substring(KEY.length(), nameStart - 1), name.substring(nameStart)))
                : Optional.empty();
    }
}
