package dev.jmachine.driver.softlayer;

import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import java.util.Map;

/**
 * A virtual server's fully qualified name, which several may bear.
 *
 * @param hostname its first part; empty when it is not known
 * @param domain the rest
 */
record GuestName(String hostname, String domain) {
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /** Read and check the options. */
    static GuestName of(DriverContext context) {
        String given = context.options().text(SoftLayerOptions.HOSTNAME);
        GuestName name = new GuestName(
                given.isEmpty() ? context.machineName() : given, context.options().text(SoftLayerOptions.DOMAIN));
        if (!name.hostname.matches(LABEL)) {
            throw SoftLayerOptions.invalid(SoftLayerOptions.HOSTNAME,
                    "\"" + name.hostname + "\" is no host name: it has letters, digits and dashes.");
        }
        if (!name.domain.matches(LABEL + "(\\." + LABEL + ")+")) {
            throw SoftLayerOptions.invalid(SoftLayerOptions.DOMAIN, name.domain.isEmpty()
                    ? "It must be given; any domain will do, such as example.com."
                    : "\"" + name.domain + "\" is no domain, such as example.com.");
        }
        return name;
    }

    static GuestName of(DriverState state) {
        return new GuestName(state.text("Hostname"), state.text("Domain"));
    }

    Map<String, Object> toState() {
        return Map.of("Hostname", hostname, "Domain", domain);
    }

    Map<String, Object> toTemplate() {
        return Map.of("hostname", hostname, "domain", domain);
    }
}
