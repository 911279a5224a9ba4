package dev.jmachine.cloud;

import dev.jmachine.api.OwnedObject;
import dev.jmachine.spi.DriverContext;
import java.util.List;
import java.util.Optional;

/** By what a machine's things are known at a provider: by a tag, or by a name where the provider has no tags. */
public final class Marks {
    /** What every tag begins with; the machine's id follows. */
    public static final String TAG = "jmachine-id:";
    /** What every name begins with; the machine's id and name follow. */
    public static final String NAME = "jmachine ";

    private static final int ID_LENGTH = 36;

    private Marks() {
    }

    /** Return the tag of a machine's things. */
    public static String tag(DriverContext context) {
        return TAG + context.machineId();
    }

    /** Return the name of a thing of a machine that cannot be tagged. */
    public static String name(DriverContext context) {
        return NAME + context.machineId() + " " + context.machineName();
    }

    /** Return what a thing of ours is by its tags; empty for any other. */
    public static Optional<OwnedObject> tagged(String kind, long id, List<String> tags, String machineName) {
        return tags.stream().filter(tag -> tag.startsWith(TAG)).findFirst()
                .map(tag -> new OwnedObject(kind, Long.toString(id), tag.substring(TAG.length()), machineName));
    }

    /** Return what a thing of ours is by its name; empty for any other. */
    public static Optional<OwnedObject> named(String kind, String id, String name) {
        int nameStart = NAME.length() + ID_LENGTH + 1;
        return name.startsWith(NAME) && name.length() > nameStart
                ? Optional.of(new OwnedObject(
                        kind, id, name.substring(NAME.length(), nameStart - 1), name.substring(nameStart)))
                : Optional.empty();
    }
}
