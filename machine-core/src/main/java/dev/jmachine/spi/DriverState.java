package dev.jmachine.spi;

import java.util.List;
import java.util.Map;

/**
 * What a driver keeps of one machine: the {@code Driver} object of docker-machine's {@code config.json}.
 *
 * <p>Keys are docker-machine's where it has the driver, such as {@code IPAddress} or {@code SSHPort}, so that its
 * machines are driven too. Secrets must not be put in. Not thread-safe.
 */
public interface DriverState {

    /** Return a text, or empty when it is not there. */
    String text(String key);

    /** Return a whole number, or the given one when it is not there. */
    long number(String key, long otherwise);

    /** Return a truth value, or false when it is not there. */
    boolean flag(String key);

    /** Return a list of texts, empty when it is not there. */
    List<String> list(String key);

    /**
     * Set values and write them to disk before returning; a crash leaves all of them or none.
     *
     * @param values texts, whole numbers, truth values, and lists of texts, by key
     */
    void save(Map<String, ?> values);
}
