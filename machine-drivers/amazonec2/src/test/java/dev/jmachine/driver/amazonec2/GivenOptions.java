package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.MachineSpec;
import dev.jmachine.lifecycle.driver.CheckedDriverOptions;
import dev.jmachine.spi.DriverOptions;
import java.util.List;
import java.util.Map;

/** Some options, and the defaults of the others. */
final class GivenOptions {

    private GivenOptions() {
    }

    static DriverOptions of(Map<String, List<String>> given) {
        MachineSpec.Builder spec = MachineSpec.builder("web", "amazonec2");
        given.forEach((option, values) -> values.forEach(value -> spec.option(option, value)));
        return CheckedDriverOptions.of(spec.build(), Ec2Options.all());
    }
}
