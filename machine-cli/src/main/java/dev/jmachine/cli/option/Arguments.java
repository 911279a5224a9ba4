package dev.jmachine.cli.option;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a command line says: values of flags, and the words beside them. Immutable. */
public final class Arguments {
    private final Map<String, List<String>> values;
    private final Set<String> typed;
    private final Set<String> given;
    private final List<String> words;

    /**
     * Create the arguments.
     *
     * @param values the values of all flags, by name: given, from the environment, or defaults
     * @param typed the names of the flags typed on the command line
     * @param given the same, and those that come from the environment
     * @param words the words that belong to no flag, in order
     */
    Arguments(Map<String, List<String>> values, Set<String> typed, Set<String> given, List<String> words) {
        this.values = Map.copyOf(values);
        this.typed = Set.copyOf(typed);
        this.given = Set.copyOf(given);
        this.words = List.copyOf(words);
    }

    /** Return arguments that are words only, for commands that read their own. */
    public static Arguments ofWords(List<String> words) {
        return new Arguments(Map.of(), Set.of(), Set.of(), words);
    }

    /** Return the words that belong to no flag, in order. */
    public List<String> words() {
        return words;
    }

    /** Return whether the flag is on. */
    public boolean on(String flag) {
        return text(flag).equals("true");
    }

    /** Return the flag's value; empty when it has none. */
    public String text(String flag) {
        List<String> all = list(flag);
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    /** Return the flag's value as a whole number. */
    public int number(String flag) {
        return Integer.parseInt(text(flag));
    }

    /** Return all values of the flag. */
    public List<String> list(String flag) {
        return values.getOrDefault(flag, List.of());
    }

    /** Return whether the flag has a value that is not its default: given, or from the environment. */
    public boolean given(String flag) {
        return given.contains(flag);
    }

    /** Return whether any flag was typed on the command line. */
    public boolean anyTyped() {
        return !typed.isEmpty();
    }
}
