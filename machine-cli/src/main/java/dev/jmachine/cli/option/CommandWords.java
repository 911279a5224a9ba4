package dev.jmachine.cli.option;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A command line taken apart into global flags, the command's name, and the words for the command. Immutable.
 *
 * <p>Global flags stand before the command; those with long names, and {@code -D}, are also taken from among the words
 * after it, up to {@code --}, unless the command passes its words on as they are.
 *
 * @param globals the global flags
 * @param command the command's name; empty when there is none
 * @param words the words for the command
 */
public record CommandWords(Arguments globals, String command, List<String> words) {

    /**
     * Take a command line apart.
     *
     * @param line all words typed after the program's name
     * @param environment environment variables
     * @param rawCommand tells for a command's name whether it passes its words on as they are
     * @throws UsageException if a global flag cannot be understood
     */
    public static CommandWords split(
            List<String> line, Map<String, String> environment, Predicate<String> rawCommand) {
        return new Splitter(line, environment).split(rawCommand);
    }

    /** Walks over the words once. */
    private static final class Splitter {
        private final List<String> line;
        private final Map<String, String> environment;
        private final Map<String, List<String>> values = new HashMap<>();
        private final Set<String> given = new HashSet<>();
        private final List<String> words = new ArrayList<>();
        private int position;

        Splitter(List<String> line, Map<String, String> environment) {
            this.line = line;
            this.environment = environment;
        }

        CommandWords split(Predicate<String> rawCommand) {
            GlobalFlags.ALL.forEach(this::preset);
            String command = "";
            while (command.isEmpty() && position < line.size()) {
                String word = line.get(position++);
                if (isHelp(word)) {
                    return new CommandWords(arguments(), "help", List.of());
                }
                if (!take(word, GlobalFlags.ALL)) {
                    command = requireName(word);
                }
            }
            if (rawCommand.test(command)) {
                words.addAll(line.subList(position, line.size()));
            } else {
                takeLate();
            }
            return new CommandWords(arguments(), command, List.copyOf(words));
        }

        private static boolean isHelp(String word) {
            return word.equals("--help") || word.equals("-help") || word.equals("-h") || word.equals("--h");
        }

        private static String requireName(String word) {
            if (word.startsWith("-")) {
                throw new UsageException("flag provided but not defined: " + word.replaceFirst("^--", "-"));
            }
            return word;
        }

        private void preset(Flag flag) {
            String text = environment.getOrDefault(flag.environment(), "");
            if (!text.isEmpty()) {
                set(flag, flag.takesValue() ? text : Boolean.toString(Words.truth(flag, text)));
            } else if (!flag.defaultValue().isEmpty()) {
                values.put(flag.name(), List.of(flag.defaultValue()));
            }
        }

        private void takeLate() {
            List<Flag> late = GlobalFlags.ALL.stream().map(Splitter::late).toList();
            while (position < line.size()) {
                String word = line.get(position++);
                if (word.equals("--")) {
                    words.addAll(line.subList(position - 1, line.size()));
                    return;
                }
                if (!take(word, late)) {
                    words.add(word);
                }
            }
        }

        private static Flag late(Flag flag) {
            return flag.name().equals(GlobalFlags.DEBUG) ? flag
                    : new Flag(flag.name(), "", flag.kind(), flag.environment(), flag.defaultValue(), flag.help());
        }

        private boolean take(String word, List<Flag> flags) {
            Optional<Flag> flag = Words.find(flags, word);
            if (flag.isEmpty()) {
                return false;
            }
            int equals = word.indexOf('=');
            if (equals >= 0) {
                String text = word.substring(equals + 1);
                set(flag.get(), flag.get().takesValue() ? text
                        : Boolean.toString(Words.truth(flag.get(), text)));
            } else if (!flag.get().takesValue()) {
                set(flag.get(), "true");
            } else if (position < line.size()) {
                set(flag.get(), line.get(position++));
            } else {
                throw new UsageException("flag needs an argument: -" + flag.get().name());
            }
            return true;
        }

        private void set(Flag flag, String value) {
            if (flag.kind() == Flag.Kind.NUMBER && !value.matches("[1-9][0-9]{0,5}")) {
                throw new UsageException("invalid value \"" + value + "\" for flag -" + flag.name()
                        + ": it is not a whole number above 0");
            }
            values.put(flag.name(), List.of(value));
            given.add(flag.name());
        }

        private Arguments arguments() {
            return new Arguments(values, given, given, List.of());
        }
    }
}
