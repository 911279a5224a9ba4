package dev.jmachine.cli.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What values mean in Go: their truth, their order, their text. */
final class Values {
    private static final double EXPONENT_FROM = 1e21;

    private Values() {
    }

    /** Return whether a value is not empty: not false, 0, nil, or without elements. */
    static boolean isTrue(Object value) {
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return !value.toString().isEmpty();
    }

    static boolean equal(Object left, Object right) {
        if (left instanceof Number one && right instanceof Number other) {
            return one.doubleValue() == other.doubleValue();
        }
        return Objects.equals(left, right);
    }

    static int compare(Object left, Object right) {
        if (left instanceof Number one && right instanceof Number other) {
            return Double.compare(one.doubleValue(), other.doubleValue());
        }
        if (left instanceof String one && right instanceof String other) {
            return one.compareTo(other);
        }
        throw new TemplateException("incompatible types for comparison");
    }

    /** Return a value's text as Go's {@code %v} writes it. */
    static String text(Object value) {
        if (value == null) {
            return "<nil>";
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(" ", list.stream().map(Values::text).toList()) + "]";
        }
        if (value instanceof Map<?, ?> map) {
            return "map[" + String.join(" ", entries(map)) + "]";
        }
        return value.toString();
    }

    private static List<String> entries(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(text(key), value));
        return sorted.entrySet().stream().map(entry -> entry.getKey() + ":" + text(entry.getValue())).toList();
    }

    /** Write a number without exponent below 1e21, as Go does. */
    private static String number(Number number) {
        if (number instanceof Long || number instanceof Integer) {
            return number.toString();
        }
        double value = number.doubleValue();
        if (value == Math.rint(value) && Math.abs(value) < EXPONENT_FROM) {
            return new BigDecimal(value).toBigInteger().toString();
        }
        return number.toString();
    }
}
