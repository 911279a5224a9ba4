package dev.jmachine.swarm.stack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads files of variables, one {@code NAME=value} a line, quoted or not; lines that begin with # are comments. */
final class EnvironmentFile {
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(.*?)\\s*");
    private static final Pattern QUOTED =
            Pattern.compile("'([^']*)'\\s*(?:#.*)?|\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");

    private EnvironmentFile() {
    }

    /**
     * Return the variables of a file.
     *
     * @throws MachineException with {@link ErrorCode#STACK} if it cannot be read or a line is malformed
     */
    static Map<String, String> read(Path file) {
        Map<String, String> variables = new LinkedHashMap<>();
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                Matcher matcher = LINE.matcher(line);
                if (!matcher.matches()) {
                    throw refused(file, "Line " + number + " is not of the form NAME=value.", null);
                }
                variables.put(matcher.group(1), unquoted(matcher.group(2)));
            }
        }
        return variables;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw refused(file, "There is no such file.", e);
        } catch (IOException e) {
            throw refused(file, "It cannot be read: " + e + ".", e);
        }
    }

    private static MachineException refused(Path file, String problem, Exception cause) {
        return new MachineException(ErrorCode.STACK, "Reading the file of variables " + file, problem, cause);
    }

    private static String unquoted(String value) {
        Matcher quoted = QUOTED.matcher(value);
        if (!quoted.matches()) {
            return value.replaceFirst("\\s+#.*", "");
        }
        return quoted.group(1) != null ? quoted.group(1)
                : quoted.group(2).replace("\\n", "\n").replaceAll("\\\\(.)", "$1");
    }
}
