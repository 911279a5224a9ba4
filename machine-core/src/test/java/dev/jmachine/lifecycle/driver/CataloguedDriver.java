package dev.jmachine.lifecycle.driver;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.Readiness;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Set;

/** A driver that only has a name, to be loaded from a folder. */
public class CataloguedDriver implements DriverFactory {

    /** Another driver in the same jar. */
    public static final class Too extends CataloguedDriver {

        @Override
        public String name() {
            return "catalogued-too";
        }
    }

    @Override
    public String name() {
        return "catalogued";
    }

    @Override
    public String summary() {
        return "A driver that only has a name";
    }

    @Override
    public List<DriverOption> options() {
        return List.of();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Readiness readiness() {
        return Readiness.usable("always");
    }

    @Override
    public Driver open(DriverContext context) {
        throw new UnsupportedOperationException();
    }
}
