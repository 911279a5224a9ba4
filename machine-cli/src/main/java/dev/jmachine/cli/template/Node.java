package dev.jmachine.cli.template;

import java.util.List;

/** A part of a template that writes text. */
sealed interface Node {

    /** Text outside of actions. */
    record Text(String text) implements Node {
    }

    /** {@code {{pipeline}}}: the value's text. */
    record Output(Expression value) implements Node {
    }

    /** {@code {{$name := pipeline}}}: sets a variable and writes nothing. */
    record Assignment(String variable, Expression value) implements Node {
    }

    /** {@code {{if}} … {{else}} … {{end}}}. */
    record Choice(Expression condition, List<Node> then, List<Node> otherwise) implements Node {
    }

    /** {@code {{with}} … {{else}} … {{end}}}: the data is the value, where it is not empty. */
    record With(Expression value, List<Node> body, List<Node> otherwise) implements Node {
    }

    /**
     * {@code {{range $key, $value := pipeline}} … {{else}} … {{end}}}.
     *
     * @param key the variable for index or key; empty for none
     * @param element the variable for the element; empty for none
     */
    record Range(String key, String element, Expression value, List<Node> body, List<Node> otherwise)
            implements Node {
    }
}
