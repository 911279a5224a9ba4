package dev.jmachine.cli.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fills a template with data. */
final class Evaluator {
    private final StringBuilder output = new StringBuilder();
    private final boolean strict;
    private Map<String, Object> variables = new HashMap<>();

    private Evaluator(boolean strict) {
        this.strict = strict;
    }

    static String evaluate(List<Node> nodes, Object data, boolean strict) {
        Evaluator evaluator = new Evaluator(strict);
        evaluator.variables.put("$", data);
        evaluator.write(nodes, data);
        return evaluator.output.toString();
    }

    private void write(List<Node> nodes, Object dot) {
        nodes.forEach(node -> write(node, dot));
    }

    private void write(Node node, Object dot) {
        if (node instanceof Node.Text text) {
            output.append(text.text());
        } else if (node instanceof Node.Output value) {
            Object result = value(value.value(), dot);
            output.append(result == null ? "<no value>" : Values.text(result));
        } else if (node instanceof Node.Assignment assignment) {
            variables.put(assignment.variable(), value(assignment.value(), dot));
        } else if (node instanceof Node.Choice choice) {
            block(Values.isTrue(value(choice.condition(), dot)) ? choice.then() : choice.otherwise(), dot);
        } else if (node instanceof Node.With with) {
            Object inner = value(with.value(), dot);
            if (Values.isTrue(inner)) {
                block(with.body(), inner);
            } else {
                block(with.otherwise(), dot);
            }
        } else if (node instanceof Node.Range range) {
            range(range, dot);
        }
    }

    /** Write nodes whose new variables end with them. */
    private void block(List<Node> nodes, Object dot) {
        Map<String, Object> outer = variables;
        variables = new HashMap<>(outer);
        write(nodes, dot);
        outer.replaceAll((name, value) -> variables.get(name));
        variables = outer;
    }

    private void range(Node.Range range, Object dot) {
        Object value = value(range.value(), dot);
        List<Map.Entry<?, ?>> elements = elements(value);
        if (elements.isEmpty()) {
            block(range.otherwise(), dot);
        }
        for (Map.Entry<?, ?> element : elements) {
            if (!range.key().isEmpty()) {
                variables.put(range.key(), element.getKey());
            }
            if (!range.element().isEmpty()) {
                variables.put(range.element(), element.getValue());
            }
            block(range.body(), element.getValue());
        }
    }

    private static List<Map.Entry<?, ?>> elements(Object value) {
        List<Map.Entry<?, ?>> elements = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            elements.addAll(new TreeMap<Object, Object>(map).entrySet());
        } else if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                // Not Map.entry: an element may be null.
                elements.add(new java.util.AbstractMap.SimpleEntry<>((long) index, list.get(index)));
            }
        } else if (value != null) {
            throw new TemplateException("range can't iterate over " + Values.text(value));
        }
        return elements;
    }

    private Object value(Expression expression, Object dot) {
        if (expression instanceof Expression.Dot) {
            return dot;
        }
        if (expression instanceof Expression.Literal literal) {
            return literal.value();
        }
        if (expression instanceof Expression.Variable variable) {
            if (!variables.containsKey(variable.name())) {
                throw new TemplateException("undefined variable \"" + variable.name() + "\"");
            }
            return variables.get(variable.name());
        }
        if (expression instanceof Expression.Field field) {
            return field(value(field.of(), dot), field.name());
        }
        if (expression instanceof Expression.Call call) {
            return call(call, dot, List.of());
        }
        return pipeline((Expression.Pipeline) expression, dot);
    }

    private Object call(Expression.Call call, Object dot, List<Object> last) {
        List<Object> arguments = new ArrayList<>();
        call.arguments().forEach(argument -> arguments.add(value(argument, dot)));
        arguments.addAll(last);
        return Functions.call(call.function(), arguments);
    }

    private Object pipeline(Expression.Pipeline pipeline, Object dot) {
        Object value = value(pipeline.stages().get(0), dot);
        for (Expression stage : pipeline.stages().subList(1, pipeline.stages().size())) {
            if (!(stage instanceof Expression.Call call)) {
                throw new TemplateException("can't give argument to non-function");
            }
            List<Object> last = new ArrayList<>();
            last.add(value);
            value = call(call, dot, last);
        }
        return value;
    }

    private Object field(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            if (strict && !map.containsKey(name)) {
                throw new TemplateException("can't evaluate field " + name);
            }
            return map.get(name);
        }
        if (value == null) {
            if (strict) {
                throw new TemplateException("nil data; no entry for key \"" + name + "\"");
            }
            return null;
        }
        throw new TemplateException("can't evaluate field " + name + " in " + Values.text(value));
    }
}
