package dev.jmachine.cli.completion;

import dev.jmachine.api.MachineException;
import dev.jmachine.cli.Program;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Opener;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.CommandWords;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Answers what can stand at the cursor. The last word is the one at the cursor; it may be empty. */
public final class Completion {

    /** The hidden command that the scripts call. */
    public static final String COMMAND = "__complete";

    private Completion() {
    }

    /**
     * Print the words that can stand at the cursor, one a line; nothing when the line cannot be understood.
     *
     * @param typed the words from the program's name to the cursor
     * @param program how the program was called
     * @param console where to
     * @param commands the names of all commands
     * @param finder finds a command
     * @param opener opens the store
     * @return the exit status, always 0
     */
    public static int run(List<String> typed, Program program, Console console, List<String> commands,
            Function<String, Optional<Command>> finder, Opener opener) {
        List<String> words = joined(typed);
        String current = words.isEmpty() ? "" : words.get(words.size() - 1);
        List<String> before = words.subList(0, Math.max(0, words.size() - 1));
        try {
            CommandWords line = CommandWords.split(before, console.environment(), name -> name.equals("ssh"));
            try (Session session = new Session(program, console, before, line, opener)) {
                new Candidates(session, commands, finder).of(line, before, current).stream()
                        .filter(candidate -> candidate.startsWith(current)).distinct()
                        .forEach(candidate -> console.out().println(candidate));
            }
        } catch (UsageException | MachineException e) {
            // A line that makes no sense yet has no candidates, and the shell has no place for messages.
            return 0;
        }
        return 0;
    }

    /** Put together again what bash takes apart at equals signs: the flag stands before its value. */
    private static List<String> joined(List<String> typed) {
        List<String> words = new ArrayList<>(typed);
        words.removeIf(word -> word.equals("="));
        if (!typed.isEmpty() && typed.get(typed.size() - 1).equals("=")) {
            words.add("");
        }
        return words;
    }
}
