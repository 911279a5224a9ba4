package dev.jmachine.provision;

import java.util.ArrayList;
import java.util.List;

/** Reads and writes what stands in unit files. Source: systemd.syntax(7), and "Command lines" in systemd.service(5). */
final class SystemdSyntax {

    private SystemdSyntax() {
    }

    /** Return the values that a key of the section {@code [Service]} is given, in their order; empty ones reset it. */
    static List<String> values(String unitFile, String key) {
        List<String> values = new ArrayList<>();
        boolean inService = false;
        for (String line : logicalLines(unitFile)) {
            if (line.startsWith("[")) {
                inService = line.equals("[Service]");
            } else if (inService && line.matches(key + "\\s*=.*")) {
                values.add(line.substring(line.indexOf('=') + 1).strip());
            }
        }
        return values;
    }

    /** Join lines that end in a backslash with the next, from which comments in between are left out. */
    private static List<String> logicalLines(String unitFile) {
        List<String> lines = new ArrayList<>();
        StringBuilder begun = new StringBuilder();
        for (String line : unitFile.lines().map(String::strip).toList()) {
            if (line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.endsWith("\\")) {
                begun.append(line, 0, line.length() - 1).append(' ');
            } else {
                lines.add(begun.append(line).toString());
                begun.setLength(0);
            }
        }
        lines.add(begun.toString());
        return lines;
    }

    /** Split a command line into its words, quotes and backslashes taken away. */
    static List<String> words(String commandLine) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < commandLine.length(); i++) {
            char c = commandLine.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == '\\' && i + 1 < commandLine.length()) {
                word.append(commandLine.charAt(++i));
            } else {
                word.append(c);
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    /** Return a word for a command line; nothing in it is expanded. */
    static String quoteArgument(String word) {
        return quote(word.replace("$", "$$"));
    }

    /** Return a word for a setting that is a list of words, such as {@code Environment}. */
    static String quote(String word) {
        String escaped = word.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%");
        return escaped.equals(word) && word.matches("[^\\s';]+") ? word : "\"" + escaped + "\"";
    }
}
