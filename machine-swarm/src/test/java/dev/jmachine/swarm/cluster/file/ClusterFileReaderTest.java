package dev.jmachine.swarm.cluster.file;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.EngineInstall;
import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.cluster.ClusterFile;
import dev.jmachine.swarm.cluster.ExternalValue;
import dev.jmachine.swarm.cluster.ImageArchive;
import dev.jmachine.swarm.cluster.MachineGroup;
import dev.jmachine.swarm.cluster.OverlayNetwork;
import dev.jmachine.swarm.cluster.StackSource;
import dev.jmachine.swarm.cluster.SwarmSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterFileReaderTest {
    private static final String SMALL = """
            version: 1
            name: c
            defaults: {driver: qemu}
            groups:
              m: {role: manager, count: 1}
            """;

    @TempDir
    private Path folder;

    private SampleFolder sample;

    @BeforeEach
    void makeFolder() throws IOException {
        sample = new SampleFolder(folder);
    }

    @Test
    void whatIsSharedIsReadWithPathsRelativeToTheFile() throws IOException {
        ClusterFile file = sample.read(SampleFolder.everything());

        assertThat(file.name()).isEqualTo("shop");
        assertThat(file.source()).isEqualTo(folder.resolve("cluster.yaml"));
        assertThat(file.swarm()).isEqualTo(
                new SwarmSettings(true, List.of("10.30.0.0/16"), 26, 2, Duration.ofDays(30)));
        assertThat(file.images()).containsExactly(new ImageArchive("hello:1", folder.resolve("hello.tar")));
        assertThat(file.networks()).containsExactly(
                entry("backend", new OverlayNetwork("overlay", true, false, true, List.of("10.40.0.0/24"),
                        Map.of("of", "shop"), Map.of("mtu", "1400"))),
                entry("frontend", new OverlayNetwork("overlay", false, false, false, List.of(), Map.of(), Map.of())));
        assertThat(file.configs()).containsExactly(
                entry("page", ExternalValue.inFile(folder.resolve("page.html"), Map.of("of", "shop"))));
        assertThat(file.secrets()).containsExactly(entry("token", ExternalValue.inEnvironment("TOKEN", Map.of())));
        assertThat(file.stacks()).containsExactly(entry("hello", new StackSource(
                List.of(folder.resolve("compose.yaml"), folder.resolve("more/compose.yaml")), Map.of("PORT", "8080"),
                List.of(folder.resolve("hello.env")), false, Duration.ofSeconds(90))));
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void aGroupStandsOverTheDefaultsButNotOverThoseOfAnotherDriver() throws IOException {
        MachineGroup managers = sample.read(SampleFolder.everything()).groups().get(0);

        assertThat(managers.role()).isEqualTo(SwarmSpec.Role.MANAGER);
        assertThat(managers.availability()).isEqualTo(SwarmSpec.Availability.DRAIN);
        assertThat(managers.labels()).containsExactly(entry("storage", "disk"), entry("rack", "a"));
        assertThat(managers.machines()).containsExactly(MachineSpec.builder("lead", "generic")
                .option("generic-ip-address", "192.0.2.7")
                .option("generic-token", "s3cr3t")
                .engine(EngineSpec.builder()
                        .install(EngineInstall.of(EngineInstall.Mode.PACKAGE)).version("26.10")
                        .storageDriver("overlay2").label("zone=north")
                        .option("log-level=info").option("dns=10.0.0.1").option("dns=10.0.0.2")
                        .option("live-restore=false")
                        .registryMirror("https://mirror.example").insecureRegistry("registry.example:5000")
                        .environment("HTTP_PROXY=http://proxy.example:3128").build())
                .swarm(SwarmSpec.NONE.withAddresses("eth1", ""))
                .build());
    }

    @Test
    void aMachineStandsOverItsGroup() throws IOException {
        MachineGroup workers = sample.read(SampleFolder.everything()).groups().get(1);

        assertThat(workers.availability()).isEqualTo(SwarmSpec.Availability.ACTIVE);
        assertThat(workers.machines()).extracting(MachineSpec::name)
                .containsExactly("first", "shop-workers-2", "shop-workers-3");
        assertThat(workers.machines().get(0).driverOptions())
                .isEqualTo(Map.of("qemu-memory", List.of("1024"), "qemu-disk", List.of("2000", "4000")));
        assertThat(workers.machines().get(1).driverOptions().get("qemu-memory")).containsExactly("2048");
        assertThat(workers.machines().get(1).swarm()).isEqualTo(SwarmSpec.NONE.withAddresses("", "10.1.0.2"));
        assertThat(workers.labelsOf("first")).isEqualTo(Map.of("storage", "disk"));
        assertThat(workers.labelsOf("shop-workers-2")).isEqualTo(Map.of("storage", "ssd"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "count: 2 | c-m-1 c-m-2",
        "count: 3 | c-m-1 c-m-2 c-m-3",
        "count: 0 | ''",
        "names: [a, b] | a b",
        "'count: 3, names: [a]' | a c-m-2 c-m-3",
        "'machines: [{name: x}, {name: y}]' | x y",
        "'count: 2, machines: [{name: c-m-2}]' | c-m-1 c-m-2"})
    void namesStayTheSameWhenTheCountChanges(String said, String names) throws IOException {
        String text = SMALL + "  n: {role: manager, names: [other]}\n";

        ClusterFile file = sample.read(text.replace("count: 1", said));

        assertThat(String.join(" ", file.groups().get(0).machines().stream().map(MachineSpec::name).toList()))
                .isEqualTo(names);
    }

    @Test
    void aliasesAndMergeKeysStandForWhatTheyName() throws IOException {
        ClusterFile file = sample.read("""
                version: 1
                name: c
                groups:
                  m: {role: manager, count: 1, driver: qemu, labels: &common {a: b}}
                  w: &workers {role: worker, count: 1, driver: qemu, labels: *common}
                  x:
                    <<: *workers
                    count: 2
                """);

        assertThat(file.groups().get(1).labels()).isEqualTo(Map.of("a", "b"));
        assertThat(file.groups().get(2).labels()).isEqualTo(Map.of("a", "b"));
        assertThat(file.groups().get(2).machines()).hasSize(2);
    }

    @Test
    void valuesOfEveryKindMayBeVariables() throws IOException {
        ClusterFile file = sample.read(SMALL.replace("count: 1", "count: '${N:-3}', availability: $WHEN")
                + "swarm: {autolock: '${LOCK}'}\n", Map.of("LOCK", "true", "WHEN", "pause"));

        assertThat(file.machines()).hasSize(3);
        assertThat(file.swarm().autolock()).isTrue();
        assertThat(file.groups().get(0).availability()).isEqualTo(SwarmSpec.Availability.PAUSE);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "3, false", "4, true", "5, false", "9, true"})
    void anEvenOrLargeNumberOfManagersIsWarnedOf(int managers, boolean warned) throws IOException {
        ClusterFile file = sample.read(SMALL.replace("count: 1", "count: " + managers));

        assertThat(file.warnings().isEmpty()).isNotEqualTo(warned);
        assertThat(file.warnings()).allSatisfy(warning ->
                assertThat(warning).contains("cluster.yaml:4:1: groups: " + managers + " managers"));
    }

    @Test
    void allErrorsAreToldAtOnceInTheOrderOfTheFile() {
        assertThatThrownBy(() -> sample.read("""
                version: 1
                name: c
                defaults: {drivr: qemu}
                groups:
                  workers:
                    role: wroker
                    driver: qemu
                    cuont: 2
                """)).isInstanceOfSatisfying(MachineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.CLUSTER_FILE);
            assertThat(e.problem().lines().map(line -> line.replace(folder + "/", ""))).containsExactly(
                    "cluster.yaml:3:12: defaults.drivr: unknown key; did you mean driver?",
                    "cluster.yaml:4:1: groups: no group has a manager; a swarm needs one",
                    "cluster.yaml:5:3: groups.workers: has neither count nor names nor machines",
                    "cluster.yaml:6:11: groups.workers.role: must be one of manager, worker, not \"wroker\"; "
                            + "did you mean worker?",
                    "cluster.yaml:8:5: groups.workers.cuont: unknown key; did you mean count?");
        });
    }

    @Test
    void ofANewerVersionNothingElseIsSaid() {
        assertThatThrownBy(() -> sample.read("version: 2\nname: c\nswarm: {autolock: 7}\n"))
                .hasMessageEndingWith("cluster.yaml:1:10: version: version 2 is newer than version 1, the newest that "
                        + "this jmachine reads");
    }

    @Test
    void whatAVariableStandsForIsNeverTold() {
        assertThatThrownBy(() -> sample.read(SMALL.replace("count: 1", "count: '${TOKEN}'")
                .replace("driver: qemu", "driver: qemu, options: {qemu-memory: '${TOKEN}'}")))
                .hasMessageContaining("not what \"${TOKEN}\" stands for")
                .hasMessageContaining("has not the option's form")
                .message().doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'a: [' | 1:5: no valid YAML: expected the node content",
        "'a: *b' | 1:4: no valid YAML: found undefined alias",
        "'' | 1:1: the file is empty",
        "'- a' | 1:1: must be a mapping, not a list",
        "'version: 1\n---\nb: 1' | 3:1: a second document",
        "'version: 1\nversion: 1' | 2:1: version: the same key is there twice",
        "'version: 1\ngroups: {a: {x: 1, x: 1}}' | 2:20: groups.a.x: the same key is there twice",
        "'? [a]\n: b' | 1:3: a key must be text",
        "'name: !file x' | 1:7: name: the tag !file has no meaning here",
        "'a: &a [*a]' | an alias stands for something that holds it"})
    void whatIsNoSoundYamlIsTold(String text, String told) {
        assertThatThrownBy(() -> sample.read(text)).isInstanceOf(MachineException.class).hasMessageContaining(told);
    }

    @Test
    void aliasesCannotMakeASmallFileEndless() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n");
        }

        assertThatThrownBy(() -> sample.read(text.toString())).hasMessageContaining("aliases make the file grow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void deepNestingIsTold(String opening) {
        assertThatThrownBy(() -> sample.read(opening.repeat(50_000)))
                .hasMessageContaining("lists and mappings are nested too deep");
    }

    @Test
    void aFileThatCannotBeReadIsTold() throws IOException {
        ClusterFileReader reader = new ClusterFileReader(name -> null);
        Path foreign = Files.write(folder.resolve("foreign.yaml"), "name: ö".getBytes(StandardCharsets.ISO_8859_1));
        Path large = Files.writeString(folder.resolve("large.yaml"), "# long\n".repeat(50_000));

        assertThatThrownBy(() -> reader.read(folder.resolve("none.yaml"), Map.of()))
                .hasMessageContaining("none.yaml: There is no such file.");
        assertThatThrownBy(() -> reader.read(folder, Map.of())).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> reader.read(foreign, Map.of())).hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> reader.read(large, Map.of())).hasMessageContaining("larger than 256 KB");
    }
}
