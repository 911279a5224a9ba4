package dev.jmachine.cli.template;

import dev.jmachine.cli.output.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions of the language that are offered. */
final class Functions {
    private static final Set<String> NAMES = Set.of("json", "prettyjson", "index", "len", "printf", "print", "println",
            "eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not");

    private Functions() {
    }

    static boolean isKnown(String name) {
        return NAMES.contains(name);
    }

    static Object call(String name, List<Object> arguments) {
        return switch (name) {
            case "json" -> JsonText.compact(JsonText.sorted(only(name, arguments)));
            case "prettyjson" -> JsonText.pretty(JsonText.sorted(only(name, arguments)));
            case "len" -> length(only(name, arguments));
            case "not" -> !Values.isTrue(only(name, arguments));
            case "index" -> index(arguments);
            case "printf" -> Format.format(arguments);
            case "print" -> print(arguments);
            case "println" -> joined(arguments, " ") + "\n";
            case "and" -> firstThat(arguments, false);
            case "or" -> firstThat(arguments, true);
            case "eq" -> equalToAny(arguments);
            default -> compare(name, arguments);
        };
    }

    private static Object only(String name, List<Object> arguments) {
        requireCount(name, arguments, 1);
        return arguments.get(0);
    }

    private static void requireCount(String name, List<Object> arguments, int count) {
        if (arguments.size() != count) {
            throw new TemplateException("wrong number of args for " + name + ": want " + count
                    + " got " + arguments.size());
        }
    }

    private static Object length(Object value) {
        if (value instanceof String text) {
            return (long) text.length();
        }
        if (value instanceof List<?> list) {
            return (long) list.size();
        }
        if (value instanceof Map<?, ?> map) {
            return (long) map.size();
        }
        throw new TemplateException("error calling len: len of " + Values.text(value));
    }

    private static Object index(List<Object> arguments) {
        if (arguments.isEmpty()) {
            throw new TemplateException("wrong number of args for index: want at least 1 got 0");
        }
        Object value = arguments.get(0);
        for (Object key : arguments.subList(1, arguments.size())) {
            value = element(value, key);
        }
        return value;
    }

    private static Object element(Object value, Object key) {
        if (value instanceof Map<?, ?> map) {
            return map.get(Values.text(key));
        }
        if (value instanceof List<?> list && key instanceof Number number) {
            long position = number.longValue();
            if (position < 0 || position >= list.size()) {
                throw new TemplateException("error calling index: index out of range: " + position);
            }
            return list.get((int) position);
        }
        throw new TemplateException("error calling index: can't index item of " + Values.text(value));
    }

    /** Join as Go's print does: a blank between two operands when neither is a text. */
    private static String print(List<Object> arguments) {
        StringBuilder text = new StringBuilder();
        Object previous = "";
        for (Object argument : arguments) {
            if (!(previous instanceof String) && !(argument instanceof String)) {
                text.append(' ');
            }
            text.append(Values.text(argument));
            previous = argument;
        }
        return text.toString();
    }

    private static String joined(List<Object> arguments, String separator) {
        return String.join(separator, arguments.stream().map(Values::text).toList());
    }

    private static Object firstThat(List<Object> arguments, boolean truth) {
        if (arguments.isEmpty()) {
            throw new TemplateException("wrong number of args for " + (truth ? "or" : "and")
                    + ": want at least 1 got 0");
        }
        for (Object argument : arguments) {
            if (Values.isTrue(argument) == truth) {
                return argument;
            }
        }
        return arguments.get(arguments.size() - 1);
    }

    private static boolean equalToAny(List<Object> arguments) {
        if (arguments.size() < 2) {
            throw new TemplateException("error calling eq: missing argument for comparison");
        }
        Object first = arguments.get(0);
        return arguments.subList(1, arguments.size()).stream().anyMatch(other -> Values.equal(first, other));
    }

    private static boolean compare(String name, List<Object> arguments) {
        requireCount(name, arguments, 2);
        Object left = arguments.get(0);
        Object right = arguments.get(1);
        return switch (name) {
            case "ne" -> !Values.equal(left, right);
            case "lt" -> Values.compare(left, right) < 0;
            case "le" -> Values.compare(left, right) <= 0;
            case "gt" -> Values.compare(left, right) > 0;
            default -> Values.compare(left, right) >= 0;
        };
    }
}
