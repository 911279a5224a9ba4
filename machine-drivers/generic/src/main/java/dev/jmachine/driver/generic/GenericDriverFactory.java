package dev.jmachine.driver.generic;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.Readiness;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** Describes the {@code generic} driver; names, variables and defaults are docker-machine's. Stateless. */
public final class GenericDriverFactory implements DriverFactory {
    static final String ADDRESS = "generic-ip-address";
    static final String ENGINE_PORT = "generic-engine-port";
    static final String SSH_USER = "generic-ssh-user";
    static final String SSH_PORT = "generic-ssh-port";
    static final String SSH_KEY = "generic-ssh-key";

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public String summary() {
        return "An existing host, over SSH";
    }

    @Override
    public List<DriverOption> options() {
        return List.of(
                DriverOption.number(ENGINE_PORT, "GENERIC_ENGINE_PORT", 2376, "Docker engine port"),
                DriverOption.text(ADDRESS, "GENERIC_IP_ADDRESS", "", "Address or name of the host"),
                DriverOption.text(SSH_USER, "GENERIC_SSH_USER", "root", "SSH user: root, or one with sudo"),
                DriverOption.text(SSH_KEY, "GENERIC_SSH_KEY", "",
                        "SSH private key file (by default your own default keys are tried)"),
                DriverOption.number(SSH_PORT, "GENERIC_SSH_PORT", 22, "SSH port"));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.ADOPTED);
    }

    @Override
    public Readiness readiness() {
        return Readiness.usable("needs a host that is reached over SSH");
    }

    @Override
    public Driver open(DriverContext context) {
        return new GenericDriver(context);
    }
}
