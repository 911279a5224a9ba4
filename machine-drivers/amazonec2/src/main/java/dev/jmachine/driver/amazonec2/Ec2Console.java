package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.MachineException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Reads what an instance has written to its console. Amazon may be minutes behind, or have nothing yet. */
final class Ec2Console {
    private static final int LINES = 50;

    private final Ec2Session ec2;

    Ec2Console(Ec2Session ec2) {
        this.ec2 = ec2;
    }

    /** Return the last lines. */
    List<String> lastLines(String instance) {
        String encoded = read(instance);
        if (encoded == null || encoded.isEmpty()) {
            return List.of();
        }
        String text = new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    /** Instance types that are not built on Nitro know only the output since the last change of state. */
    private String read(String instance) {
        String activity = "Reading the console of " + instance;
        try {
            return ec2.call(activity, client -> client.getConsoleOutput(
                    request -> request.instanceId(instance).latest(true))).output();
        } catch (MachineException e) {
            if (!Ec2Failures.code(e).equals("UnsupportedOperation")) {
                throw e;
            }
            return ec2.call(activity, client -> client.getConsoleOutput(
                    request -> request.instanceId(instance))).output();
        }
    }
}
