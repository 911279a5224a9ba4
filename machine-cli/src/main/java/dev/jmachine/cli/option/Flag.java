package dev.jmachine.cli.option;

import java.util.List;
import java.util.Locale;

/**
 * One flag of a command. Immutable.
 *
 * @param name its long name, without dashes
 * @param shortName its one-letter name, without dash; empty for none
 * @param kind what its values look like
 * @param environment the environment variable that gives it when the flag is not there; empty for none
 * @param defaultValue the default, as text; empty for none
 * @param help one line for the user
 */
public record Flag(String name, String shortName, Kind kind, String environment, String defaultValue, String help) {

    /** The forms that a flag's value can have. */
    public enum Kind {
        /** On or off; takes no value. */
        SWITCH,
        /** Any text. */
        TEXT,
        /** A whole number. */
        NUMBER,
        /** Any number of texts; the flag may be repeated, the environment variable separates by commas. */
        LIST
    }

    /** Return an on/off flag without a short name. */
    public static Flag on(String name, String help) {
        return on(name, "", help);
    }

    /** Return an on/off flag. */
    public static Flag on(String name, String shortName, String help) {
        return new Flag(name, shortName, Kind.SWITCH, "", "false", help);
    }

    /** Return a text flag. */
    public static Flag text(String name, String shortName, String defaultValue, String help) {
        return new Flag(name, shortName, Kind.TEXT, "", defaultValue, help);
    }

    /** Return a text flag without short name and default. */
    public static Flag text(String name, String help) {
        return text(name, "", "", help);
    }

    /** Return a whole-number flag. */
    public static Flag number(String name, String shortName, int defaultValue, String help) {
        return new Flag(name, shortName, Kind.NUMBER, "", Integer.toString(defaultValue), help);
    }

    /** Return a repeatable flag. */
    public static Flag list(String name, String help) {
        return new Flag(name, "", Kind.LIST, "", "", help);
    }

    /** Return this flag with the environment variable that gives it. */
    public Flag from(String variable) {
        return new Flag(name, shortName, kind, variable, defaultValue, help);
    }

    /**
     * Return this flag with an environment variable: its own, or the one that every flag of a command has, such as
     * {@code MACHINE_LS_TIMEOUT} or {@code MACHINE_IMAGE_LS_JSON}.
     */
    public Flag of(String command) {
        return environment.isEmpty()
                ? from(("MACHINE_" + command + "_" + name).replace('-', '_').replace(' ', '_')
                        .toUpperCase(Locale.ROOT)) : this;
    }

    /** Return whether the flag takes a value. */
    public boolean takesValue() {
        return kind != Kind.SWITCH;
    }

    /** Return whether a word without its dashes names this flag. */
    public boolean isNamed(String word) {
        return word.equals(name) || !shortName.isEmpty() && word.equals(shortName);
    }

    /** Return the values that a text of the environment variable stands for. */
    List<String> split(String text) {
        return kind == Kind.LIST ? List.of(text.split(",")) : List.of(text);
    }
}
