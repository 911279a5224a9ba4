package dev.jmachine.swarm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.engine.EngineClient;
import dev.jmachine.json.Json;
import dev.jmachine.json.JsonObject;
import dev.jmachine.testkit.FakeEngine;
import dev.jmachine.testkit.FakeEngine.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of a manager's engine for a swarm's contents, with an engine that keeps configs as Docker's does. */
class SwarmContentsTest {
    private static final SwarmResource OLD = resource("0ld0ld0ld", "one");
    private static final SwarmResource NEW = resource("new4new4new4", "two");

    private final FakeEngine engine = FakeEngine.plain();
    private final Map<String, String> configs = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private String used = "";
    private String usedName = "";
    private int made;
    private SwarmContents contents;

    private static SwarmResource resource(String digest, String data) {
        return new SwarmResource("demo", digest, Map.of("Data", data), Map.of());
    }

    @BeforeEach
    void open() {
        engine.routes(this::answer);
        contents = new SwarmContents(new EngineClient(engine.url(), Path.of("/nowhere")));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private synchronized Optional<Reply> answer(String method, String path, String body) {
        if (path.equals("/configs/create")) {
            JsonObject request = read(body);
            String id = "id" + ++made;
            configs.put(id, body);
            names.put(id, request.text("Name"));
            return Optional.of(new Reply(201, "{\"ID\":\"" + id + "\"}"));
        }
        if (method.equals("DELETE")) {
            String id = path.substring("/configs/".length());
            if (id.equals(used)) {
                return Optional.of(new Reply(400, "{\"message\":\"config is used by services\"}"));
            }
            configs.remove(id);
            names.remove(id);
            return Optional.of(new Reply(204, ""));
        }
        return Optional.of(new Reply(200, switch (path) {
            case "/configs" -> configs.entrySet().stream()
                    .map(entry -> "{\"ID\":\"" + entry.getKey() + "\",\"Spec\":" + entry.getValue() + "}")
                    .collect(Collectors.joining(",", "[", "]"));
            case "/services" -> "[" + service() + "]";
            case "/services/web" -> service();
            case "/services/web/update?version=7" -> updated(body);
            default -> "[]";
        }));
    }

    private String service() {
        return "{\"ID\":\"web\",\"Version\":{\"Index\":7},\"Spec\":{\"Name\":\"web\",\"TaskTemplate\":"
                + "{\"ContainerSpec\":{\"Image\":\"tiny\",\"Configs\":[{\"File\":{\"Name\":\"/motto\"},\"ConfigID\":\"" + used
                + "\",\"ConfigName\":\"" + usedName + "\"}]}}}}";
    }

    private String updated(String body) {
        JsonObject container = read(body).object("TaskTemplate").object("ContainerSpec");
        assertThat(container.text("Image")).isEqualTo("tiny");
        JsonObject reference = container.objects("Configs").get(0);
        assertThat(reference.object("File").text("Name")).isEqualTo("/motto");
        used = reference.text("ConfigID");
        usedName = reference.text("ConfigName");
        return "{}";
    }

    private static JsonObject read(String body) {
        try {
            return new JsonObject(new Json().read(body.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertThatTheServiceUses(String digest) {
        assertThat(names).containsEntry(used, "motto").hasSize(1);
        assertThat(usedName).isEqualTo("motto");
        assertThat(contents.resources().get(ResourceType.CONFIG).get("motto").digest()).isEqualTo(digest);
    }

    @Test
    void aConfigBearsTheClustersNameAndTheDigestOfItsContent() {
        contents.put(ResourceType.CONFIG, "motto", OLD);

        assertThat(contents.resources().get(ResourceType.CONFIG)).containsOnlyKeys("motto");
        assertThat(contents.resources().get(ResourceType.CONFIG).get("motto"))
                .isEqualTo(new ObservedSwarm.ObservedResource("id1", "demo", "0ld0ld0ld"));
    }

    @Test
    void servicesAreLedOverToTheNewContentUnderTheSameName() {
        contents.put(ResourceType.CONFIG, "motto", OLD);
        used = "id1";
        usedName = "motto";

        contents.put(ResourceType.CONFIG, "motto", NEW);

        assertThatTheServiceUses("new4new4new4");
    }

    /** The old one is made first, then the one between, then the new one; the service uses one of them. */
    @ParameterizedTest
    @CsvSource({"true, false, old", "true, false, between", "false, false, between", "false, true, between",
            "false, true, new"})
    void anExchangeThatWasCutShortAtAnyPointIsGoneOnWith(boolean oldThere, boolean newThere, String uses) {
        Map<String, String> ids = new LinkedHashMap<>();
        if (oldThere) {
            ids.put("old", contents.create(ResourceType.CONFIG, "motto", OLD));
        }
        ids.put("between", contents.create(ResourceType.CONFIG, "motto-new4new4", NEW));
        if (newThere) {
            ids.put("new", contents.create(ResourceType.CONFIG, "motto", NEW));
        }
        used = ids.get(uses);
        usedName = names.get(used);

        contents.put(ResourceType.CONFIG, "motto", NEW);

        assertThatTheServiceUses("new4new4new4");
    }

    @Test
    void whatIsNotThereIsRemovedWithoutAWord() {
        contents.remove(ResourceType.CONFIG, "motto");

        assertThat(engine.requests()).noneMatch(request -> request.startsWith("DELETE"));
    }
}
