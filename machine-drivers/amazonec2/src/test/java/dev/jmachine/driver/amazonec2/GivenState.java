package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverState;
import java.util.List;
import java.util.Map;

/** A state that was read and is not to be written. */
record GivenState(Map<String, Object> values) implements DriverState {

    @Override
    public String text(String key) {
        return String.valueOf(values.getOrDefault(key, ""));
    }

    @Override
    public long number(String key, long otherwise) {
        return (Long) values.getOrDefault(key, otherwise);
    }

    @Override
    public boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    @Override
    public List<String> list(String key) {
        return List.of();
    }

    @Override
    public void save(Map<String, ?> changes) {
        throw new UnsupportedOperationException();
    }
}
