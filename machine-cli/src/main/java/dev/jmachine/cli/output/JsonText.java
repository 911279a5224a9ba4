package dev.jmachine.cli.output;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes JSON as Go's encoder does, which is what scripts compare with: four blanks of indent, {@code <}, {@code >} and
 * {@code &} escaped. Values are maps with text keys, lists, texts, numbers, truth values and null.
 */
public final class JsonText {
    private static final String INDENT = "    ";

    private final StringBuilder output = new StringBuilder();
    private final boolean pretty;

    private JsonText(boolean pretty) {
        this.pretty = pretty;
    }

    /** Return the value on one line. */
    public static String compact(Object value) {
        return write(value, false);
    }

    /** Return the value with one line for each part. */
    public static String pretty(Object value) {
        return write(value, true);
    }

    /** Return the value with the keys of all objects sorted. */
    public static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(key.toString(), sorted(element)));
            return sorted;
        }
        // Not List.copyOf: an element may be null.
        return value instanceof List<?> list ? list.stream().map(JsonText::sorted).toList() : value;
    }

    private static String write(Object value, boolean pretty) {
        JsonText text = new JsonText(pretty);
        text.value(value, 0);
        return text.output.toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            elements(map.entrySet().iterator(), '{', '}', depth, entry -> {
                string(entry.getKey().toString());
                output.append(pretty ? ": " : ":");
                value(entry.getValue(), depth + 1);
            });
        } else if (value instanceof List<?> list) {
            elements(list.iterator(), '[', ']', depth, element -> value(element, depth + 1));
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            output.append(value);
        } else {
            string(value.toString());
        }
    }

    private <T> void elements(Iterator<? extends T> elements, char open, char close, int depth, Consumer<T> write) {
        output.append(open);
        boolean any = elements.hasNext();
        while (elements.hasNext()) {
            newLine(depth + 1);
            write.accept(elements.next());
            if (elements.hasNext()) {
                output.append(',');
            }
        }
        if (any) {
            newLine(depth);
        }
        output.append(close);
    }

    private void newLine(int depth) {
        if (pretty) {
            output.append('\n');
            for (int level = 0; level < depth; level++) {
                output.append(INDENT);
            }
        }
    }

    private void string(String text) {
        output.append('"');
        for (int index = 0; index < text.length(); index++) {
            letter(text.charAt(index));
        }
        output.append('"');
    }

    private void letter(char letter) {
        switch (letter) {
            case '"' -> output.append("\\\"");
            case '\\' -> output.append("\\\\");
            case '\n' -> output.append("\\n");
            case '\r' -> output.append("\\r");
            case '\t' -> output.append("\\t");
            default -> {
                if (letter < ' ' || letter == '<' || letter == '>' || letter == '&' || letter == '\u2028'
                        || letter == '\u2029') {
                    escape(letter);
                } else {
                    output.append(letter);
                }
            }
        }
    }

    private void escape(char letter) {
        String digits = Integer.toHexString(letter);
        output.append("\\u").append("0000".substring(digits.length())).append(digits);
    }
}
