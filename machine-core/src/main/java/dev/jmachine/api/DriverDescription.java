package dev.jmachine.api;

import java.util.List;
import java.util.Set;

/**
 * What an installed driver says of itself.
 *
 * @param name the driver's name
 * @param summary one line for the user
 * @param options its options
 * @param capabilities what it can do beyond the minimum
 */
public record DriverDescription(
        String name, String summary, List<DriverOption> options, Set<Capability> capabilities) {

    /** Copy the collections. */
    public DriverDescription {
        options = List.copyOf(options);
        capabilities = Set.copyOf(capabilities);
    }
}
