package dev.jmachine.driver.jclouds;

import dev.jmachine.spi.DriverState;
import java.util.List;
import java.util.Map;

/** A machine's settings by the keys of its state, whether they are in the state already or are going to be. */
public interface Settings {

    /** Return a text, or empty. */
    String text(String key);

    /** Return a whole number, or 0. */
    long number(String key);

    /** Return a truth value, or false. */
    boolean flag(String key);

    /** Return a list of texts, empty when it is not there. */
    List<String> list(String key);

    /** Return the settings in a state. */
    static Settings of(DriverState state) {
        return new Settings() {
            @Override
            public String text(String key) {
                return state.text(key);
            }

            @Override
            public long number(String key) {
                return state.number(key, 0);
            }

            @Override
            public boolean flag(String key) {
                return state.flag(key);
            }

            @Override
            public List<String> list(String key) {
                return state.list(key);
            }
        };
    }

    /** Return the settings that are going to be saved. */
    static Settings of(Map<String, ?> values) {
        return new Settings() {
            @Override
            public String text(String key) {
                return values.get(key) instanceof String text ? text : "";
            }

            @Override
            public long number(String key) {
                return values.get(key) instanceof Number number ? number.longValue() : 0;
            }

            @Override
            public boolean flag(String key) {
                return Boolean.TRUE.equals(values.get(key));
            }

            @Override
            public List<String> list(String key) {
                return values.get(key) instanceof List<?> list
                        ? list.stream().map(String.class::cast).toList() : List.of();
            }
        };
    }
}
