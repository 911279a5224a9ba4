package dev.jmachine.cli.option;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the words typed into picocli's form: {@code -flag} becomes {@code --flag}, {@code --switch=true} the bare
 * switch, and {@code --switch=false} is left out, but told apart from a switch that is not there.
 */
final class Words {
    private final List<Flag> flags;
    private final List<String> result = new ArrayList<>();
    private final Set<Flag> off = new HashSet<>();

    private Words(List<Flag> flags) {
        this.flags = flags;
    }

    static Words normalize(List<Flag> flags, List<String> words) {
        Words normal = new Words(flags);
        int index = 0;
        while (index < words.size()) {
            String word = words.get(index++);
            if (word.equals("--")) {
                normal.result.addAll(words.subList(index - 1, words.size()));
                break;
            }
            boolean valueFollows = normal.add(word);
            if (valueFollows && index < words.size()) {
                normal.result.add(words.get(index++));
            }
        }
        return normal;
    }

    /** Return the words for picocli. */
    List<String> list() {
        return List.copyOf(result);
    }

    /** Return whether a switch is turned off, by what was said of it last. */
    boolean turnsOff(Flag flag) {
        return off.contains(flag);
    }

    /** Add one word, and say whether the next one is its value, whatever that looks like. */
    private boolean add(String word) {
        Optional<Flag> flag = find(flags, word);
        if (flag.isEmpty()) {
            result.add(word);
            return false;
        }
        int equals = word.indexOf('=');
        String dashed = "--" + flag.get().name();
        if (flag.get().takesValue()) {
            result.add(equals < 0 ? dashed : dashed + word.substring(equals));
            return equals < 0;
        }
        if (equals < 0 || truth(flag.get(), word.substring(equals + 1))) {
            result.add(dashed);
            off.remove(flag.get());
        } else {
            off.add(flag.get());
        }
        return false;
    }

    /** Find the flag that a word names, with or without a value. */
    static Optional<Flag> find(List<Flag> flags, String word) {
        if (!word.startsWith("-") || word.length() < 2) {
            return Optional.empty();
        }
        String name = word.substring(word.startsWith("--") ? 2 : 1);
        int equals = name.indexOf('=');
        String bare = equals < 0 ? name : name.substring(0, equals);
        return flags.stream().filter(flag -> flag.isNamed(bare)).findFirst();
    }

    /** Read a truth value in the forms that docker-machine takes. */
    static boolean truth(Flag flag, String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw new UsageException("invalid boolean value \"" + text + "\" for -" + flag.name());
        };
    }
}
