package dev.jmachine.api;

import java.util.List;
import java.util.Map;

/**
 * The images on this computer that one driver makes machines from.
 *
 * <p>Instances are thread-safe. Calls honour interruption; failures are {@link MachineException}s, most with
 * {@link ErrorCode#IMAGE}.
 */
public interface MachineImages {

    /** Return the options that {@link #build(Map)} knows. */
    List<DriverOption> buildOptions();

    /**
     * Build an image, or return the one that is there already and was built with the same options.
     *
     * @param options values by option name; those left out have their defaults
     */
    MachineImage build(Map<String, List<String>> options);

    /** Return the images that are there, in order of their names. */
    List<MachineImage> list();

    /**
     * Remove an image.
     *
     * @throws MachineException with {@link ErrorCode#IMAGE} if there is none of that name, or machines stand on it
     */
    void remove(String name);
}
