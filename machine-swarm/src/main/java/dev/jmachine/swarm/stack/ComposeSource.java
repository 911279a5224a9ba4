package dev.jmachine.swarm.stack;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * One Compose file as it was read.
 *
 * @param path where it is
 * @param text its text
 * @param root its content; empty when there is none
 */
record ComposeSource(Path path, String text, Optional<Node> root) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Read a file; fails as {@link ComposeNodes} does. */
    static ComposeSource read(Path path) {
        String text = ComposeNodes.text(path);
        return new ComposeSource(path, text, ComposeNodes.parse(path, text));
    }

    /** Return the names of the variables that it needs: for substitution, and those handed on to containers. */
    Set<String> variables() {
        Set<String> names = new TreeSet<>(Variables.names(text));
        root.flatMap(top -> ComposeNodes.get(top, "services"))
                .ifPresent(services -> ComposeNodes.entries(services).values()
                        .forEach(service -> handedOn(service, names)));
        return names;
    }

    private static void handedOn(Node service, Set<String> names) {
        ComposeNodes.get(service, "environment").ifPresent(environment -> {
            ComposeNodes.items(environment).forEach(item -> ComposeNodes.scalar(item)
                    .filter(text -> NAME.matcher(text).matches()).ifPresent(names::add));
            ComposeNodes.entries(environment).forEach((name, value) -> {
                if (value instanceof ScalarNode && ComposeNodes.scalar(value).isEmpty()) {
                    names.add(name);
                }
            });
        });
    }

    /** Return the text with some of its scalars replaced; all else is as it was, byte for byte. */
    String with(Map<ScalarNode, String> replacements) {
        Map<Integer, Map.Entry<ScalarNode, String>> places = new TreeMap<>(Comparator.reverseOrder());
        replacements.entrySet().forEach(entry -> places.put(start(entry.getKey()), entry));
        StringBuilder result = new StringBuilder(text);
        places.values().forEach(entry -> result.replace(
                text.offsetByCodePoints(0, start(entry.getKey())),
                text.offsetByCodePoints(0, entry.getKey().getEndMark().orElseThrow().getIndex()),
                '"' + entry.getValue() + '"'));
        return result.toString();
    }

    private static int start(ScalarNode node) {
        return node.getStartMark().orElseThrow().getIndex();
    }

    /** Return the files that a stack is made from. */
    List<NamedFile> stackFiles() {
        return root.map(NamedFiles::ofStack).orElse(List.of());
    }

    /** Return the files that a project is run from. */
    List<NamedFile> projectFiles() {
        return root.map(NamedFiles::ofProject).orElse(List.of());
    }
}
