package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.UsageException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code swarm label}. */
final class SwarmLabelCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm label", "NAME... KEY=VALUE... KEY-...", "Set and remove labels of nodes")
                .details("KEY=VALUE sets a label, KEY- removes one; words before the first of these name machines.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<String> words = arguments.words();
        int names = (int) words.stream().takeWhile(word -> !isChange(session, word)).count();
        if (names == 0 || names == words.size()) {
            throw UsageException.withHelp("Error: Expected machine names, then KEY=VALUE or KEY-");
        }
        Map<String, String> set = new LinkedHashMap<>();
        Set<String> removed = new LinkedHashSet<>();
        words.subList(names, words.size()).forEach(word -> read(word, set, removed));
        SwarmActions swarms = session.swarms();
        SwarmWork.sideBySide(session, "swarm label").run(MachineNames.several(session, words.subList(0, names)),
                name -> swarms.label(name, set, removed), name -> "Labels of \"" + name + "\" are set.");
        return 0;
    }

    /** Return whether a word is no name: these may end in a dash, too. */
    private static boolean isChange(Session session, String word) {
        return word.contains("=") || word.endsWith("-") && !session.machines().exists(word);
    }

    private static void read(String word, Map<String, String> set, Set<String> removed) {
        int equals = word.indexOf('=');
        if (equals > 0) {
            set.put(word.substring(0, equals), word.substring(equals + 1));
        } else if (equals < 0 && word.endsWith("-") && word.length() > 1) {
            removed.add(word.substring(0, word.length() - 1));
        } else {
            throw new UsageException("Error: \"" + word + "\" is neither KEY=VALUE nor KEY-");
        }
        if (removed.stream().anyMatch(set::containsKey)) {
            throw new UsageException("Error: \"" + word + "\": a label is both set and removed");
        }
    }
}
