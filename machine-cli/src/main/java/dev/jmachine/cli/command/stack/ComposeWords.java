package dev.jmachine.cli.command.stack;

import dev.jmachine.cli.option.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of {@code compose}, taken apart: those flags before Compose's own command that are ours or name files here.
 * All else is Compose's.
 *
 * @param values the values of these flags, by their long names
 * @param rest all other words, in their order
 */
record ComposeWords(Map<String, List<String>> values, List<String> rest) {
    private static final Map<String, String> OURS = Map.of("-m", "machine", "--machine", "machine", "-f", "file",
            "--file", "file", "-p", "project-name", "--project-name", "project-name", "--env-file", "env-file",
            "--project-directory", "project-directory");
    private static final Set<String> WITH_VALUE =
            Set.of("--ansi", "--parallel", "--profile", "--progress", "--log-level", "--context", "-c");

    /** Copy the collections. */
    ComposeWords {
        values = Map.copyOf(values);
        rest = List.copyOf(rest);
    }

    /** Take words apart. */
    static ComposeWords of(List<String> words) {
        Map<String, List<String>> values = new HashMap<>();
        List<String> rest = new ArrayList<>();
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            String word = words.get(at++);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String flag = OURS.get(equals < 0 ? word : word.substring(0, equals));
            if (flag == null) {
                rest.add(word);
                if (WITH_VALUE.contains(word) && at < words.size()) {
                    rest.add(words.get(at++));
                }
            } else if (equals < 0 && at == words.size()) {
                throw new UsageException("flag needs an argument: " + word);
            } else {
                values.computeIfAbsent(flag, name -> new ArrayList<>())
                        .add(equals < 0 ? words.get(at++) : word.substring(equals + 1));
            }
        }
        rest.addAll(words.subList(at, words.size()));
        return new ComposeWords(values, rest);
    }

    /** Return all values of a flag. */
    List<String> list(String flag) {
        return values.getOrDefault(flag, List.of());
    }

    /** Return the last value of a flag, or another text. */
    String text(String flag, String otherwise) {
        List<String> all = list(flag);
        return all.isEmpty() ? otherwise : all.get(all.size() - 1);
    }
}
