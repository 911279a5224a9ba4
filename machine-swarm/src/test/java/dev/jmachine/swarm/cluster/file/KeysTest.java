package dev.jmachine.swarm.cluster.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.cluster.ClusterFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Keeps the reader and the schema of one mind, on every key. */
class KeysTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ClusterFileReader.schema(), InputFormat.JSON);

    @TempDir
    private Path folder;

    private SampleFolder sample;

    @BeforeEach
    void makeFolder() throws IOException {
        sample = new SampleFolder(folder);
    }

    @ParameterizedTest
    @EnumSource(Section.class)
    void theSchemaHasTheKeysOfTheReader(Section section) {
        JsonNode part = section == Section.FILE ? SCHEMA.getSchemaNode() : definition(section.name());

        assertThat(part.get("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(section.keys());
        assertThat(part.get("additionalProperties").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void theSchemaHasTheFormsOfTheReader(Form form) {
        assertThat(SCHEMA.getSchemaNode().findValuesAsString("pattern")).contains("^(?:" + form.pattern() + ")$");
    }

    private static JsonNode definition(String name) {
        return SCHEMA.getSchemaNode().get("$defs").get(name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Test
    void bothTakeAFileWithEveryKey() throws IOException {
        String text = SampleFolder.everything();

        assertThat(sample.read(text).groups()).hasSize(2);
        assertThat(schemaErrors(text)).isEmpty();
        assertThat(Stream.of(Section.values()).flatMap(section -> section.keys().stream()))
                .allSatisfy(key -> assertThat(text).containsPattern("(?m)^[ -]*" + key + ":"));
    }

    @ParameterizedTest
    @EnumSource(Section.class)
    void thePageExplainsEveryKey(Section section) throws IOException {
        String page = Files.readString(Path.of("../docs/cluster-file.md"));

        assertThat(section.keys()).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    /** Each row changes a line of the file with every key, and says what both make of it. */
    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = "changes.csv", delimiter = '|', quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false)
    void bothJudgeAChangeAlike(String line, String instead, String told, String bySchema) throws IOException {
        String text = SampleFolder.everything();
        List<String> lines = new ArrayList<>(text.lines().toList());
        assertThat(lines).as("the line changed").containsOnlyOnce(line);
        int number = lines.indexOf(line) + 1;
        lines.set(number - 1, instead);
        String changed = String.join("\n", lines);

        assertThat(schemaErrors(changed).isEmpty()).as("taken by the schema: " + schemaErrors(changed))
                .isEqualTo(bySchema.equals("good"));
        if (told == null) {
            assertThat(sample.read(changed).name()).isNotEmpty();
        } else {
            assertThatThrownBy(() -> sample.read(changed)).message()
                    .containsPattern("cluster.yaml:" + number + ":[0-9]+: " + Pattern.quote(told));
        }
    }

    @ParameterizedTest
    @CsvSource({"three-nodes, 1, 2", "three-managers, 3, 0", "mixed, 1, 2"})
    void bothTakeTheExamples(String name, int managers, int workers) throws IOException {
        Path examples = Path.of("../examples");
        Files.createDirectories(folder.resolve("hello"));
        Files.copy(examples.resolve("hello/compose.yaml"), folder.resolve("hello/compose.yaml"));
        Files.createFile(folder.resolve("hello/hello.tar"));
        String text = Files.readString(examples.resolve(name + ".yaml"));

        ClusterFile file = sample.read(text, Map.of("GENERIC_HOST", "192.0.2.7"));

        assertThat(schemaErrors(text)).isEmpty();
        assertThat(file.warnings()).isEmpty();
        assertThat(file.groups().stream().filter(group -> group.role() == SwarmSpec.Role.MANAGER)
                .mapToInt(group -> group.machines().size()).sum()).isEqualTo(managers);
        assertThat(file.machines()).hasSize(managers + workers);
    }

    private static List<Error> schemaErrors(String text) {
        return SCHEMA.validate(text, InputFormat.YAML);
    }

    @Test
    void thePublishedSchemaIsTheOneInTheJar() throws IOException {
        assertThat(ClusterFileReader.schema()).isEqualTo(Files.readString(Path.of("../docs/cluster.schema.json")));
    }
}
