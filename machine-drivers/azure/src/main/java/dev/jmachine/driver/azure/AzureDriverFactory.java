package dev.jmachine.driver.azure;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.Readiness;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** Opens the driver of Azure's virtual machines. */
public final class AzureDriverFactory implements DriverFactory {

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public String summary() {
        return "Virtual machines of Microsoft Azure";
    }

    @Override
    public List<DriverOption> options() {
        return AzureOptions.all();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER, Capability.PEER_NETWORK, Capability.FIND_OWNED);
    }

    @Override
    public Readiness readiness() {
        return Readiness.usable("needs a subscription, and a service principal (AZURE_CLIENT_ID, "
                + "AZURE_CLIENT_SECRET) or the \"az\" command");
    }

    @Override
    public Driver open(DriverContext context) {
        return new AzureDriver(context);
    }
}
