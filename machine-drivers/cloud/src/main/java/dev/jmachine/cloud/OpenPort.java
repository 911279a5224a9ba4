package dev.jmachine.cloud;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port that a machine is to be reached at, besides SSH and the engine.
 *
 * @param number the port
 * @param protocol {@code tcp} or {@code udp}
 */
public record OpenPort(int number, String protocol) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:/(tcp|udp))?");

    /**
     * Read a port as docker-machine's options have it, {@code 8080} or {@code 53/udp}.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if it is none
     */
    public static OpenPort parse(String option, String text) {
        Matcher matcher = FORM.matcher(text);
        int number = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (number < 1 || number > 65535) {
            throw InvalidOption.of(option, "\"" + text + "\" is no port, such as 8080 or 53/udp.");
        }
        return new OpenPort(number, matcher.group(2) == null ? "tcp" : matcher.group(2));
    }
}
