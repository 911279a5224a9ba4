package dev.jmachine.swarm.cluster.file;

import dev.jmachine.api.Suggestion;
import dev.jmachine.swarm.variable.Substitution;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of the file, its place, and the keys that lead to it. What is asked of it and is not there is added to the
 * problems, and nothing is returned.
 */
final class Element {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Node node;
    private final Node place;
    private final String key;
    private final Reading reading;

    /**
     * Create an element.
     *
     * @param node the value
     * @param place where it is told that something is missing in the value: its key, where it has one
     * @param key the keys that lead there
     * @param reading what it is read with
     */
    Element(Node node, Node place, String key, Reading reading) {
        this.node = node;
        this.place = place;
        this.key = key;
        this.reading = reading;
    }

    /** Return the keys that lead to a key. */
    static String join(String key, String name) {
        return key.isEmpty() ? name : key + "." + name;
    }

    /** Tell that something is wrong with the value. */
    void problem(String what) {
        reading.problems().add(node.getStartMark(), key, what);
    }

    /** Tell that the value lacks something. */
    void lacks(String what) {
        reading.problems().add(place.getStartMark(), key, what);
    }

    /** Tell what the user should know. */
    void warning(String what) {
        reading.warnings().add(place.getStartMark(), key, what);
    }

    /** Return whether nothing is written there. */
    boolean isNothing() {
        return node.getTag().equals(Tag.NULL);
    }

    /** Return whether the value has variables in it. */
    boolean hasVariables() {
        return node instanceof ScalarNode scalar && Substitution.concerns(scalar.getValue());
    }

    private <T> Optional<T> wrong(String wanted) {
        problem("must be " + wanted + ", not " + kind());
        return Optional.empty();
    }

    private String kind() {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        String value = ((ScalarNode) node).getValue();
        return isNothing() ? "nothing" : hasVariables() ? "what \"" + value + "\" stands for" : "\"" + value + "\"";
    }

    /** Return a single value of any kind as text; it may be empty. */
    Optional<String> value() {
        return node instanceof ScalarNode scalar && !isNothing() ? substituted(scalar) : wrong("a single value");
    }

    private Optional<String> substituted(ScalarNode scalar) {
        try {
            return Optional.of(reading.substitution().apply(scalar.getValue()));
        } catch (Substitution.Failure e) {
            problem(e.getMessage());
            return Optional.empty();
        }
    }

    /** Return a single value of any kind that is on one line. */
    Optional<String> line() {
        return value().filter(text -> accept(!CONTROL.matcher(text).find(), "must be on one line"));
    }

    /** Return text that is not empty and on one line. */
    Optional<String> text() {
        if (!node.getTag().equals(Tag.STR)) {
            return wrong(node instanceof ScalarNode && !isNothing() ? "text; put it in quotes" : "text");
        }
        return line().filter(text -> accept(!text.isEmpty(), "must not be empty"));
    }

    /** Return text of a form. */
    Optional<String> text(Form form) {
        return text().flatMap(text -> form.matches(text) ? Optional.of(text) : wrong(form.description()));
    }

    private boolean accept(boolean good, String otherwise) {
        if (!good) {
            problem(otherwise);
        }
        return good;
    }

    /** Return text that is one of several words. */
    Optional<String> oneOf(List<String> words) {
        return text().filter(text -> accept(words.contains(text), "must be one of " + String.join(", ", words)
                + ", not " + kind() + didYouMean(text, words)));
    }

    private static String didYouMean(String word, List<String> words) {
        return Suggestion.of(word, words).map(other -> "; did you mean " + other + "?").orElse("");
    }

    /** Return true or false. */
    Optional<Boolean> flag() {
        return typed(Tag.BOOL).flatMap(text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                ? Optional.of(Boolean.parseBoolean(text)) : wrong("true or false"));
    }

    /** Return a whole number between two, both included. */
    Optional<Long> number(long least, long most) {
        return typed(Tag.INT).flatMap(text -> isWithin(text, least, most) ? Optional.of(Long.parseLong(text))
                : wrong("a whole number from " + least + " to " + most));
    }

    private static boolean isWithin(String text, long least, long most) {
        return WHOLE_NUMBER.matcher(text).matches()
                && Long.parseLong(text) >= least && Long.parseLong(text) <= most;
    }

    /** Return a value of a kind, or what variables stand for, whose kind cannot be written. */
    private Optional<String> typed(Tag tag) {
        return node.getTag().equals(tag) || hasVariables() ? value() : Optional.of("");
    }

    /** Return a length of time. */
    Optional<Duration> duration() {
        return text(Form.DURATION).map(Form::duration);
    }

    /** Return the absolute path of a file that is there. */
    Optional<Path> file() {
        return text().flatMap(text -> {
            try {
                return Optional.of(reading.folder().resolve(text).normalize());
            } catch (InvalidPathException e) {
                return wrong("the path of a file");
            }
        }).filter(path -> accept(Files.exists(path), "there is no file " + path)
                && accept(Files.isRegularFile(path), path + " is not a file")
                && accept(Files.isReadable(path), "the file " + path + " may not be read"));
    }

    /** Return the items of a list. */
    List<Element> items() {
        if (!(node instanceof SequenceNode sequence)) {
            wrong("a list");
            return List.of();
        }
        List<Element> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new Element(item, item, key + "[" + items.size() + "]", reading));
        }
        return items;
    }

    /** Return the items of a list, or the value itself when it is a single one. */
    List<Element> itemsOrItself() {
        return node instanceof SequenceNode ? items() : List.of(this);
    }

    /** Return the entries of a mapping whose keys are the user's to choose. */
    Map<String, Element> entries() {
        if (!(node instanceof MappingNode mapping)) {
            wrong("a mapping");
            return Map.of();
        }
        Map<String, Element> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = ((ScalarNode) tuple.getKeyNode()).getValue();
            entries.put(name, new Element(tuple.getValueNode(), tuple.getKeyNode(), join(key, name), reading));
        }
        return entries;
    }

    /** Return a mapping with fixed keys; other keys are problems. */
    Optional<Mapping> mapping(Section section) {
        if (!(node instanceof MappingNode)) {
            return wrong("a mapping");
        }
        Map<String, Element> entries = entries();
        entries.forEach((name, entry) -> {
            if (!section.keys().contains(name)) {
                entry.lacks("unknown key" + didYouMean(name, section.keys()));
            }
        });
        return Optional.of(new Mapping(this, entries));
    }
}
