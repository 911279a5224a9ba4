package dev.jmachine.driver.azure;

import dev.jmachine.cloud.Polling;
import java.time.Duration;
import java.util.List;

/** Has the services that are needed switched on for the subscription: a new one has none. */
final class ProviderRegistration {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<String> SERVICES = List.of("Microsoft.Compute", "Microsoft.Network");

    private final Arm arm;

    ProviderRegistration(Arm arm) {
        this.arm = arm;
    }

    void ensure() {
        for (String service : SERVICES) {
            if (!isRegistered(service)) {
                arm.act("the service " + service, arm.id("providers/" + service), "register");
                Polling.within(PATIENCE).until("the registration of " + service, () -> isRegistered(service));
            }
        }
    }

    private boolean isRegistered(String service) {
        return arm.find("the service " + service, arm.id("providers/" + service))
                .filter(found -> found.text("registrationState").equals("Registered")).isPresent();
    }
}
