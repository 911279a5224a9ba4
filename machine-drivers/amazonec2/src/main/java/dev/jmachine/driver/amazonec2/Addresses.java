package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverState;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Keeps an instance's addresses. */
final class Addresses {

    private Addresses() {
    }

    /** Save them, where docker-machine looks for them. */
    static void save(Instance instance, DriverState state) {
        state.save(Map.of(StateKeys.ADDRESS, Reach.of(state).address(instance),
                StateKeys.PRIVATE_ADDRESS, Reach.PRIVATE.address(instance)));
    }
}
