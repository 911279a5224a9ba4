package dev.jmachine.swarm.cluster.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads mappings and lists of texts. */
final class Texts {

    private Texts() {
    }

    /** Return entries as texts, each on one line, such as labels. */
    static Map<String, String> lines(Map<String, Element> entries) {
        Map<String, String> texts = new LinkedHashMap<>();
        entries.forEach((name, element) -> {
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                element.lacks("the name must not be empty and hold no equals sign");
            }
            element.line().ifPresent(text -> texts.put(name, text));
        });
        return texts;
    }

    /** Return entries as environment variables, whose values may have several lines. */
    static Map<String, String> variables(Map<String, Element> entries) {
        Map<String, String> texts = new LinkedHashMap<>();
        entries.forEach((name, element) -> {
            requireForm(name, Form.VARIABLE, element);
            element.value().ifPresent(text -> texts.put(name, text));
        });
        return texts;
    }

    /** Return entries as options, which may have several values each. */
    static Map<String, List<String>> options(Map<String, Element> entries) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        entries.forEach((name, element) -> options.put(name, element.itemsOrItself().stream()
                .flatMap(value -> value.line().stream()).toList()));
        return options;
    }

    /** Tell a key that has not a form. */
    static void requireForm(String name, Form form, Element element) {
        if (!form.matches(name)) {
            element.lacks("the key must be " + form.description());
        }
    }

    /** Return the labels of a mapping. */
    static Map<String, String> labels(Mapping mapping) {
        return lines(new Layers(List.of(mapping)).entries("labels"));
    }

    /** Return entries joined by equals signs. */
    static List<String> assignments(Map<String, String> texts) {
        return texts.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
    }
}
