package dev.jmachine.swarm.cluster.file;

import dev.jmachine.api.EngineInstall;
import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.MachineException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is wanted of the engines. */
final class EngineReader {

    private EngineReader() {
    }

    /** Return the engine that layers of settings ask for. */
    static EngineSpec read(Layers settings) {
        EngineSpec.Builder engine = EngineSpec.builder();
        settings.get("install").flatMap(EngineReader::install).ifPresent(engine::install);
        settings.get("version").flatMap(Element::line).ifPresent(engine::version);
        settings.get("storage-driver").flatMap(Element::text).ifPresent(engine::storageDriver);
        Texts.assignments(Texts.lines(settings.entries("labels"))).forEach(engine::label);
        options(settings.entries("options")).forEach(engine::option);
        texts(settings, "registry-mirrors").forEach(engine::registryMirror);
        texts(settings, "insecure-registries").forEach(engine::insecureRegistry);
        environment(settings.entries("environment")).forEach(engine::environment);
        return engine.build();
    }

    private static Optional<EngineInstall> install(Element element) {
        return element.text().flatMap(text -> {
            try {
                return Optional.of(EngineInstall.parse(text));
            } catch (MachineException e) {
                element.problem("must be one of auto, script, package, none, or the URL of a script, with ,sha256:HEX "
                        + "after it or not");
                return Optional.empty();
            }
        });
    }

    private static List<String> options(Map<String, Element> entries) {
        entries.forEach((flag, element) -> {
            Texts.requireForm(flag, Form.ENGINE_FLAG, element);
            if (flag.startsWith("tls") || flag.equals("config-file")) {
                element.lacks("is not yours to set: the TLS port rests on it");
            }
        });
        return Texts.options(entries).entrySet().stream()
                .flatMap(option -> option.getValue().stream().map(value -> option.getKey() + "=" + value))
                .toList();
    }

    private static List<String> environment(Map<String, Element> entries) {
        entries.values().forEach(Element::line);
        return Texts.assignments(Texts.variables(entries));
    }

    private static List<String> texts(Layers settings, String key) {
        return settings.get(key).map(element -> element.items().stream()
                .flatMap(item -> item.text().stream()).toList()).orElse(List.of());
    }
}
