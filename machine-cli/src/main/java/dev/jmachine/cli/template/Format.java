package dev.jmachine.cli.template;

import dev.jmachine.cli.output.JsonText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes values by a format of Go's printf: {@code %s %v %q %d %t %%}, with flags, width and precision. */
final class Format {
    private static final Pattern VERB = Pattern.compile("%([-+ 0#]*)([0-9]*)(?:\\.([0-9]+))?([a-zA-Z%])");

    private Format() {
    }

    static String format(List<Object> arguments) {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof String format)) {
            throw new TemplateException("error calling printf: the format is not a text");
        }
        StringBuilder text = new StringBuilder();
        Matcher verb = VERB.matcher(format);
        int next = 1;
        while (verb.find()) {
            String written = "%";
            if (!verb.group(4).equals("%")) {
                written = next < arguments.size() ? write(verb, arguments.get(next))
                        : "%!" + verb.group(4) + "(MISSING)";
                next++;
            }
            verb.appendReplacement(text, Matcher.quoteReplacement(written));
        }
        return verb.appendTail(text).toString();
    }

    private static String write(Matcher verb, Object value) {
        String text = switch (verb.group(4)) {
            case "q" -> JsonText.compact(Values.text(value));
            case "s", "v", "t" -> Values.text(value);
            case "d" -> value instanceof Number number ? Long.toString(number.longValue()) : "%!d(" + value + ")";
            default -> throw new TemplateException("error calling printf: unknown verb %" + verb.group(4));
        };
        if (verb.group(3) != null && value instanceof String) {
            text = text.substring(0, Math.min(text.length(), Integer.parseInt(verb.group(3))));
        }
        return pad(text, verb.group(1), verb.group(2));
    }

    private static String pad(String text, String flags, String width) {
        int missing = width.isEmpty() ? 0 : Integer.parseInt(width) - text.length();
        if (missing <= 0) {
            return text;
        }
        if (flags.contains("-")) {
            return text + " ".repeat(missing);
        }
        return (flags.contains("0") ? "0" : " ").repeat(missing) + text;
    }
}
