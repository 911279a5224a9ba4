package dev.jmachine.swarm.cluster.file;

import dev.jmachine.swarm.cluster.StackSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what stacks are deployed from. */
final class StackReader {

    private StackReader() {
    }

    static Optional<StackSource> read(String name, Element element) {
        Texts.requireForm(name, Form.OBJECT_NAME, element);
        return element.mapping(Section.STACK).map(stack -> {
            List<Path> composeFiles = stack.require("compose").map(StackReader::files).orElse(List.of());
            stack.get("compose").filter(value -> value.itemsOrItself().isEmpty())
                    .ifPresent(value -> value.lacks("names no file"));
            return new StackSource(
                    composeFiles,
                    Texts.variables(new Layers(List.of(stack)).entries("environment")),
                    stack.get("env-file").map(StackReader::files).orElse(List.of()),
                    stack.flag("prune", true),
                    stack.get("wait").flatMap(Element::duration).orElse(StackSource.DEFAULT_CONVERGENCE));
        });
    }

    private static List<Path> files(Element element) {
        return element.itemsOrItself().stream().flatMap(item -> item.file().stream()).toList();
    }
}
