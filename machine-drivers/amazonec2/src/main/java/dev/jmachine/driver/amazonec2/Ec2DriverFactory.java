package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.Readiness;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** Opens the driver of Amazon's instances. Loads nothing of the SDK before that. */
public final class Ec2DriverFactory implements DriverFactory {

    @Override
    public String name() {
        return "amazonec2";
    }

    @Override
    public String summary() {
        return "Instances of Amazon EC2";
    }

    @Override
    public List<DriverOption> options() {
        return Ec2Options.all();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER, Capability.PEER_NETWORK, Capability.FIND_OWNED);
    }

    @Override
    public Readiness readiness() {
        return CredentialsAtHand.look();
    }

    @Override
    public Driver open(DriverContext context) {
        return new Ec2Driver(context);
    }
}
