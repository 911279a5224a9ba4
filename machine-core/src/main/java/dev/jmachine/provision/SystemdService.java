package dev.jmachine.provision;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The engine under systemd: a drop-in beside the unit, which starts the engine as the unit and all other drop-ins would,
 * with our arguments added. The unit itself is the package's and stays as it is.
 *
 * <p>Source of the file format: systemd.unit(5), systemd.service(5), systemd.syntax(7).
 */
final class SystemdService implements EngineService {
    private static final Pattern STORAGE_DRIVER = Pattern.compile("--storage-driver[= ](\\S+)");

    private final HostLayout layout;
    private final HostFacts facts;
    private final String startCommand;

    SystemdService(HostLayout layout, HostFacts facts) {
        this.layout = layout;
        this.facts = facts;
        this.startCommand = startCommand(texts(path -> !path.equals(file()) && !path.equals(layout.machineDropIn())));
    }

    private List<String> texts(Predicate<String> paths) {
        return facts.unitFiles().stream().filter(file -> paths.test(file.path()))
                .map(HostFacts.UnitFile::text).toList();
    }

    /** Return the one start command that unit files in their order make, or an empty text when there is none. */
    private static String startCommand(List<String> unitFiles) {
        List<String> commands = new ArrayList<>();
        for (String value : unitFiles.stream().flatMap(text -> SystemdSyntax.values(text, "ExecStart").stream())
                .toList()) {
            if (value.isEmpty()) {
                commands.clear();
            } else {
                commands.add(value);
            }
        }
        if (commands.size() > 1) {
            throw new MachineException(ErrorCode.PROVISIONING_FAILED, "Reading how the engine is started",
                    "docker.service has " + commands.size() + " start commands (ExecStart); one is expected.");
        }
        return String.join("", commands);
    }

    @Override
    public String script() {
        return "systemd.sh";
    }

    @Override
    public String file() {
        return layout.systemdDropIn();
    }

    @Override
    public String text() {
        return String.join("", texts(file()::equals));
    }

    @Override
    public String text(List<String> arguments, List<String> environment) {
        String command = arguments.stream().map(SystemdSyntax::quoteArgument).map(" "::concat)
                .collect(Collectors.joining("", startCommand, ""));
        String variables = environment.stream().map(SystemdSyntax::quote).map("Environment=%s\n"::formatted)
                .collect(Collectors.joining());
        return """
                # Written by jmachine, and again each time it provisions this machine: changes made here are lost.
                # The start command is that of the unit and of the other drop-ins, with arguments added.
                [Service]
                ExecStart=
                ExecStart=%s
                %s""".formatted(command, variables);
    }

    @Override
    public String textWithoutUs() {
        return "";
    }

    /** Return the arguments that stand in the unit, and those that the unit's package keeps beside it. */
    @Override
    public String ownArguments() {
        return startCommand + "\n" + facts.report().text("environment");
    }

    @Override
    public List<String> literalArguments() {
        List<String> literal = new ArrayList<>();
        for (String word : SystemdSyntax.words(startCommand).stream().skip(1).toList()) {
            if (!word.contains("$") && !word.contains("%")) {
                literal.add(word);
            } else if (!literal.isEmpty() && literal.get(literal.size() - 1).matches("-[^=]*")) {
                literal.remove(literal.size() - 1);
            }
        }
        return literal;
    }

    @Override
    public List<String> obsolete() {
        if (texts(layout.machineDropIn()::equals).isEmpty()) {
            return List.of();
        }
        return List.of(layout.machineDropIn(), layout.machineCertificate("ca"),
                layout.machineCertificate("server"), layout.machineCertificate("server-key"));
    }

    @Override
    public String obsoleteStorageDriver() {
        Matcher matcher = STORAGE_DRIVER.matcher(String.join("", texts(layout.machineDropIn()::equals)));
        return matcher.find() ? matcher.group(1) : "";
    }
}
