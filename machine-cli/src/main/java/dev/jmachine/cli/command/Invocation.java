package dev.jmachine.cli.command;

import dev.jmachine.api.Suggestion;
import dev.jmachine.cli.option.UsageException;
import java.util.Collection;
import java.util.List;

/**
 * A command and the words that are for it.
 *
 * @param command the command; that of a family where no second word is there
 * @param words the words after its name
 */
public record Invocation(Command command, List<String> words) {

    /**
     * Find the command meant: with a family, the one that the next word names.
     *
     * @param command the command that the first word names
     * @param words the words after that
     * @param program the program's name
     * @throws UsageException if the family has no such command
     */
    public static Invocation of(Command command, List<String> words, String program) {
        if (!(command instanceof CommandFamily family) || words.isEmpty() || words.get(0).startsWith("-")) {
            return new Invocation(command, words);
        }
        String name = words.get(0);
        if (!family.members().contains(name)) {
            String known = program + " " + family.description().name();
            throw unknown(known, name, known, family.members());
        }
        return of(family.member(name), words.subList(1, words.size()), program);
    }

    /**
     * Return the report that a command is not there, with the nearest name.
     *
     * @param known what was understood so far, such as {@code jmachine swarm}
     * @param word the word that was not
     * @param path the same as it is to be typed
     * @param names what could have stood there
     */
    public static UsageException unknown(String known, String word, String path, Collection<String> names) {
        return new UsageException(known + ": '" + word + "' is not a " + known + " command. See '" + path + " --help'."
                + Suggestion.of(word, names).map(other -> " Did you mean '" + other + "'?").orElse(""));
    }
}
