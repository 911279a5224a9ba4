package dev.jmachine.cli.template;

import java.util.List;

/**
 * A template that was read. Immutable and thread-safe.
 *
 * <p>Data are maps with text keys, lists, texts, numbers, truth values and null.
 */
public final class Template {
    private final List<Node> nodes;

    private Template(List<Node> nodes) {
        this.nodes = nodes;
    }

    /**
     * Read a template.
     *
     * @throws TemplateException if its text does not follow the language
     */
    public static Template parse(String text) {
        return new Template(Parser.parse(text));
    }

    /**
     * Fill the template. What is not there is written as {@code <no value>}.
     *
     * @throws TemplateException if the data do not fit
     */
    public String fill(Object data) {
        return Evaluator.evaluate(nodes, data, false);
    }

    /**
     * Fill the template. What is not there is an error, as for Go's structures.
     *
     * @throws TemplateException if the data do not fit
     */
    public String fillStrictly(Object data) {
        return Evaluator.evaluate(nodes, data, true);
    }
}
