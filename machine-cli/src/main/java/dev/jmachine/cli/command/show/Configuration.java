package dev.jmachine.cli.command.show;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.util.Map;

/**
 * A machine's configuration, read.
 *
 * @param keys its keys
 */
record Configuration(Map<String, Object> keys) {

    /**
     * Read a configuration.
     *
     * @throws MachineException with {@link ErrorCode#STORE_DAMAGED} if it is no JSON object
     */
    static Configuration of(String text) {
        try {
            return new Configuration(JSON.std.mapFrom(text));
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_DAMAGED, "Reading the machine's configuration",
                    String.valueOf(e.getMessage()), e);
        }
    }

    /** Return the object at a path of keys; empty when there is none. */
    Map<String, Object> object(String... path) {
        Map<String, Object> object = keys;
        for (String key : path) {
            object = object.get(key) instanceof Map<?, ?> map ? cast(map) : Map.of();
        }
        return object;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
