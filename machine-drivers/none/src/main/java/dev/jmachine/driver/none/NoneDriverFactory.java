package dev.jmachine.driver.none;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.Readiness;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** Describes the {@code none} driver. Stateless. */
public final class NoneDriverFactory implements DriverFactory {
    static final String URL_OPTION = "url";

    @Override
    public String name() {
        return "none";
    }

    @Override
    public String summary() {
        return "A machine that is the URL of an engine, and nothing more";
    }

    @Override
    public List<DriverOption> options() {
        return List.of(DriverOption.text(URL_OPTION, "", "", "URL of host when no driver is selected"));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Readiness readiness() {
        return Readiness.usable("needs nothing");
    }

    @Override
    public Driver open(DriverContext context) {
        return new NoneDriver(context);
    }
}
