package dev.jmachine.provision;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A setting of the engine's.
 *
 * @param flag the flag of dockerd, without its dashes
 * @param value the flag's value; empty when it has none
 */
record EngineOption(String flag, String value) {
    /** Keys whose names are not the flag's, nor its plural. */
    private static final Map<String, String> IRREGULAR_KEYS = Map.of("add-runtime", "runtimes");

    /** Read {@code flag=value} or {@code flag}, with or without dashes before it. */
    static EngineOption parse(String option) {
        String text = option.replaceFirst("^-+", "");
        int equals = text.indexOf('=');
        String flag = equals < 0 ? text : text.substring(0, equals);
        if (!flag.matches("[a-z][a-z0-9-]+")) {
            throw malformed("\"" + option + "\" is no engine option; it must be flag=value.");
        }
        if (flag.startsWith("tls") || flag.equals("config-file")) {
            throw malformed("The engine option --" + flag + " is not yours to set: the TLS port rests on it.");
        }
        return new EngineOption(flag, equals < 0 ? "" : text.substring(equals + 1));
    }

    /** Check what cannot be checked by the engine before it is restarted. */
    static void check(EngineSpec engine) {
        requireAll(engine.labels(), "[^=]+=.*", "label", "key=value");
        requireAll(engine.environment(), "[A-Za-z_][A-Za-z0-9_]*=.*", "environment variable", "NAME=value");
        Stream.of(engine.labels(), engine.options(), engine.registryMirrors(), engine.insecureRegistries(),
                        engine.environment(), List.of(engine.storageDriver()))
                .flatMap(List::stream).filter(text -> text.chars().anyMatch(Character::isISOControl)).findAny()
                .ifPresent(text -> {
                    throw malformed("A setting holds a line break or another control character.");
                });
    }

    private static void requireAll(List<String> texts, String pattern, String what, String form) {
        texts.stream().filter(text -> !text.matches(pattern)).findFirst().ifPresent(text -> {
            throw malformed("\"" + text + "\" is no " + what + " of an engine; it must be " + form + ".");
        });
    }

    private static MachineException malformed(String problem) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the engine's settings", problem);
    }

    /** Return the key under which a configuration file has this setting; the flag's own name when it has none. */
    String keyIn(DaemonJson configuration) {
        return Stream.<UnaryOperator<String>>of(UnaryOperator.identity(), name -> name + "s",
                        name -> name.replaceFirst("y$", "ies"), name -> IRREGULAR_KEYS.getOrDefault(name, name))
                .map(name -> name.apply(flag)).filter(configuration.values()::containsKey)
                .findFirst().orElse(flag);
    }

    String argument() {
        return value.isEmpty() ? "--" + flag : "--" + flag + "=" + value;
    }
}
