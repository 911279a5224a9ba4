package dev.jmachine.cli.option;

import java.util.List;

/**
 * What a command says of itself.
 *
 * @param name its name
 * @param words what stands after the flags in its usage, such as {@code [NAME...]}
 * @param summary one line
 * @param details more about it; may be empty
 * @param flags its flags
 * @param rawWords whether the words after its name are passed on as they are
 */
public record CommandDescription(
        String name, String words, String summary, String details, List<Flag> flags, boolean rawWords) {

    /** Copy the flags. */
    public CommandDescription {
        flags = List.copyOf(flags);
    }

    /** Return a description without details. */
    public static CommandDescription of(String name, String words, String summary, Flag... flags) {
        return new CommandDescription(name, words, summary, "", List.of(flags), false);
    }

    /** Return this description with details. */
    public CommandDescription details(String text) {
        return new CommandDescription(name, words, summary, text, flags, rawWords);
    }
}
