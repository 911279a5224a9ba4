package dev.jmachine.api;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One option of a driver, which the command line shows as a flag.
 *
 * @param name the flag's name without dashes, such as {@code qemu-memory}
 * @param type what its values look like
 * @param environment the environment variable that gives it, such as {@code QEMU_MEMORY}; empty for none
 * @param defaultValue the default, as text; empty for none
 * @param help one line for the user
 * @param secret whether its value must never be stored, logged or shown
 */
public record DriverOption(
        String name, Type type, String environment, String defaultValue, String help, boolean secret) {

    /** The forms that a value can have. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** A whole number. */
        NUMBER,
        /** {@code true} or {@code false}; the bare flag means true. */
        FLAG,
        /** Any number of texts; the flag may be repeated, the environment variable separates by commas. */
        LIST
    }

    /** Check that nothing is null. */
    public DriverOption {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(defaultValue, "defaultValue");
        Objects.requireNonNull(help, "help");
    }

    /** Return a text option. */
    public static DriverOption text(String name, String environment, String defaultValue, String help) {
        return new DriverOption(name, Type.TEXT, environment, defaultValue, help, false);
    }

    /** Return a whole-number option. */
    public static DriverOption number(String name, String environment, int defaultValue, String help) {
        return new DriverOption(name, Type.NUMBER, environment, Integer.toString(defaultValue), help, false);
    }

    /** Return an on/off option, off by default. */
    public static DriverOption flag(String name, String environment, String help) {
        return new DriverOption(name, Type.FLAG, environment, "false", help, false);
    }

    /** Return a repeatable option, empty by default. */
    public static DriverOption list(String name, String environment, String help) {
        return new DriverOption(name, Type.LIST, environment, "", help, false);
    }

    /** Return a text option whose value is a secret. */
    public static DriverOption secret(String name, String environment, String help) {
        return new DriverOption(name, Type.TEXT, environment, "", help, true);
    }

    /**
     * Check values that are given for it.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if one has not the option's form, or several are
     *     given for an option that takes one
     */
    public void requireValid(List<String> given) {
        if (given.size() != 1 && type != Type.LIST) {
            throw invalid("It takes one value, not " + given.size() + ".");
        }
        given.forEach(this::requireValid);
    }

    private void requireValid(String value) {
        switch (type) {
            case NUMBER -> require(value.matches("-?\\d{1,9}"), "\"" + value + "\" is not a whole number.");
            case FLAG -> require(Set.of("true", "false").contains(value),
                    "\"" + value + "\" is neither true nor false.");
            case TEXT, LIST -> require(value.indexOf('\0') < 0, "The value holds a zero byte.");
        }
    }

    private void require(boolean valid, String otherwise) {
        if (!valid) {
            throw invalid(otherwise);
        }
    }

    private MachineException invalid(String problem) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the option --" + name, problem);
    }

    /** Return the values that hold when none is given. */
    public List<String> defaults() {
        return defaultValue.isEmpty() ? List.of() : List.of(defaultValue);
    }
}
