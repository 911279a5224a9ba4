package dev.jmachine.provision;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.spi.ProgressSink;
import dev.jmachine.ssh.RootShell;
import dev.jmachine.ssh.ShellQuoting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One phase of provisioning: script files and their parameters, run as one text by a shell of root's. The text travels
 * as standard input, so nothing of it is in an argument list, where every user of the host could read it.
 */
final class HostScript {
    private static final String PROGRESS = "progress|";

    private final String entry;
    private final List<String> files;
    private final StringBuilder parameters = new StringBuilder();
    private final List<String> arguments = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();

    /**
     * Create a script.
     *
     * @param layout where things stand on the host
     * @param entry the function that does the work, given the arguments
     * @param files the files that define it and what it uses
     */
    HostScript(HostLayout layout, String entry, String... files) {
        this.entry = entry;
        this.files = List.of(files);
        set("root", layout.root());
        set("state", layout.state());
        set("certificates", layout.certificates());
    }

    /** Set a variable that the files expect. */
    HostScript set(String name, String value) {
        parameters.append(name).append('=').append(ShellQuoting.quote(value)).append('\n');
        return this;
    }

    HostScript arguments(List<String> values) {
        arguments.addAll(values);
        return this;
    }

    /** Keep a text, line by line, out of whatever is said of a failure. */
    HostScript secret(String text) {
        text.lines().filter(line -> line.length() > 3).forEach(secrets::add);
        return this;
    }

    String text() {
        String words = arguments.stream().map(ShellQuoting::quote).map(" "::concat).collect(Collectors.joining());
        return parameters + files.stream().map(HostScript::read).collect(Collectors.joining())
                + entry + words + " < /dev/null\n";
    }

    /**
     * Run the script.
     *
     * @param activity what is being done, for error messages
     * @throws MachineException with the code that the script gives, or {@code PROVISIONING_FAILED} when it ended
     *     without one
     */
    HostReport run(RemoteShell shell, String activity, Duration timeout) {
        return report(shell.run(RootShell.SCRIPT, text(), timeout), activity);
    }

    /** Run the script, and tell what it says meanwhile of how far it has come; otherwise as above. */
    HostReport run(RemoteShell shell, String activity, Duration timeout, ProgressSink sink) {
        return report(shell.run(RootShell.SCRIPT, text(), timeout, line -> {
            if (line.startsWith(PROGRESS)) {
                sink.progress(redact(line.substring(PROGRESS.length())));
            }
        }), activity);
    }

    private HostReport report(CommandResult result, String activity) {
        HostReport report = HostReport.parse(result.output());
        if (report.has("failure")) {
            throw new MachineException(ErrorCode.valueOf(report.value("failure")), activity, problem(report));
        }
        if (!result.succeeded()) {
            throw unforeseen(result, activity);
        }
        return report;
    }

    private String problem(HostReport report) {
        return withLines(report.value("problem"), report.lines("log"));
    }

    private MachineException unforeseen(CommandResult result, String activity) {
        List<String> lines = result.errors().lines().filter(line -> !line.isBlank()).toList();
        String last = String.join(" ", lines.subList(Math.max(0, lines.size() - 1), lines.size()));
        if (result.output().isBlank() && (last.startsWith("sudo:") || last.contains("sudo: "))) {
            return new MachineException(ErrorCode.NO_ROOT, activity,
                    "The SSH user is not root and may not use sudo without a password (" + redact(last) + ").");
        }
        return new MachineException(ErrorCode.PROVISIONING_FAILED, activity,
                withLines("A script on the host ended with status " + result.exitStatus() + ".", lines));
    }

    private String withLines(String sentence, List<String> lines) {
        return lines.stream().filter(line -> !line.isBlank()).map(line -> "\n  " + redact(line))
                .collect(Collectors.joining("", sentence, ""));
    }

    private String redact(String line) {
        String redacted = line;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, "***");
        }
        return redacted;
    }

    private static String read(String file) {
        try (InputStream input = Objects.requireNonNull(HostScript.class.getResourceAsStream(file), file)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
