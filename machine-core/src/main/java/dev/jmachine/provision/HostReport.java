package dev.jmachine.provision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a script answered: values, and texts of several lines. Other lines, such as a login's greeting, are ignored. */
final class HostReport {
    private static final Pattern LINE = Pattern.compile("([a-z_]+[0-9]*)([=|])(.*)");

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, StringBuilder> texts = new HashMap<>();

    private HostReport() {
    }

    /** Read the lines {@code name=value} and {@code name|line of a text}. */
    static HostReport parse(String output) {
        HostReport report = new HostReport();
        output.lines().map(LINE::matcher).filter(Matcher::matches).forEach(report::add);
        return report;
    }

    private void add(Matcher line) {
        if (line.group(2).equals("=")) {
            values.put(line.group(1), line.group(3));
        } else {
            texts.computeIfAbsent(line.group(1), name -> new StringBuilder()).append(line.group(3)).append('\n');
        }
    }

    boolean has(String name) {
        return values.containsKey(name) || texts.containsKey(name);
    }

    /** Return a value, or an empty text. */
    String value(String name) {
        return values.getOrDefault(name, "");
    }

    boolean isYes(String name) {
        return value(name).equals("yes");
    }

    /** Return a text, its lines ended, or an empty one. */
    String text(String name) {
        return texts.getOrDefault(name, new StringBuilder()).toString();
    }

    List<String> lines(String name) {
        return text(name).lines().toList();
    }
}
