package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverState;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Tells an instance's addresses. */
final class Addresses {

    private Addresses() {
    }

    /** Return the address at which this computer reaches an instance; empty when it has none. */
    static String reached(Instance instance, DriverState state) {
        boolean inside = state.flag(StateKeys.USE_PRIVATE_ADDRESS) || state.flag(StateKeys.PRIVATE_ADDRESS_ONLY);
        return inside ? peer(instance)
                : Stream.of(instance.publicIpAddress(), instance.ipv6Address())
                        .filter(Objects::nonNull).filter(address -> !address.isEmpty())
                        .findFirst().orElse("");
    }

    /** Return the address at which other machines of the VPC reach an instance. */
    static String peer(Instance instance) {
        return instance.privateIpAddress() == null ? "" : instance.privateIpAddress();
    }

    /** Save them, where docker-machine looks for them. */
    static void save(Instance instance, DriverState state) {
        state.save(Map.of(StateKeys.ADDRESS, reached(instance, state), StateKeys.PRIVATE_ADDRESS, peer(instance)));
    }
}
