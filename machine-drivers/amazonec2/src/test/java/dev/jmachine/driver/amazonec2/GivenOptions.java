package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverOptions;
import java.util.List;
import java.util.Map;

/** Some options, and the defaults of the others. */
record GivenOptions(Map<String, List<String>> given) implements DriverOptions {

    @Override
    public String text(String name) {
        List<String> values = list(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    @Override
    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    @Override
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    @Override
    public List<String> list(String name) {
        return given.containsKey(name) ? given.get(name) : Ec2Options.all().stream()
                .filter(option -> option.name().equals(name))
                .findFirst().orElseThrow().defaults();
    }
}
