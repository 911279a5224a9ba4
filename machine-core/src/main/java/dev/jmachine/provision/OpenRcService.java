package dev.jmachine.provision;

import dev.jmachine.ssh.ShellQuoting;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The engine under OpenRC: a block of ours at the end of {@code /etc/conf.d/docker}, a shell script whose variable
 * {@code DOCKER_OPTS} holds the engine's arguments; the init script reads them as shell words.
 */
final class OpenRcService implements EngineService {
    private static final String BEGIN = "# jmachine begins: written each time it provisions this machine\n";
    private static final String END = "# jmachine ends\n";

    private final HostLayout layout;
    private final HostFacts facts;

    OpenRcService(HostLayout layout, HostFacts facts) {
        this.layout = layout;
        this.facts = facts;
    }

    @Override
    public String script() {
        return "openrc.sh";
    }

    @Override
    public String file() {
        return layout.openRcConfiguration();
    }

    @Override
    public String text() {
        return facts.report().text("unit0");
    }

    @Override
    public String text(List<String> arguments, List<String> environment) {
        String words = arguments.stream().map(OpenRcService::quoteIfNeeded).collect(Collectors.joining(" "));
        String variables = environment.stream()
                .map(variable -> "export " + variable.substring(0, variable.indexOf('=') + 1)
                        + ShellQuoting.quote(variable.substring(variable.indexOf('=') + 1)) + "\n")
                .collect(Collectors.joining());
        return textWithoutUs() + BEGIN + "DOCKER_OPTS=\"${DOCKER_OPTS:-}\"" + ShellQuoting.quote(" " + words) + "\n"
                + variables + END;
    }

    private static String quoteIfNeeded(String word) {
        return word.matches("[A-Za-z0-9_./:=@,+-]+") ? word : ShellQuoting.quote(word);
    }

    @Override
    public String textWithoutUs() {
        String text = text();
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, Math.max(begin, 0));
        return begin < 0 || end < 0 ? text : text.substring(0, begin) + text.substring(end + END.length());
    }

    @Override
    public String ownArguments() {
        return textWithoutUs().lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
    }

    /** Return nothing: what a shell script makes of its variables is not known without running it. */
    @Override
    public List<String> literalArguments() {
        return List.of();
    }

    @Override
    public List<String> obsolete() {
        return List.of();
    }
}
