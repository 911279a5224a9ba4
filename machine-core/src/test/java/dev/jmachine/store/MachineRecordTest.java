package dev.jmachine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.EngineInstall;
import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineRecordTest {
    @TempDir
    Path root;

    private MachineStore store;

    @BeforeEach
    void openStore() {
        store = new MachineStore(root, Clock.systemUTC());
    }

    private MachineRecord create(MachineSpec spec) {
        return store.create(spec, Set.of());
    }

    private MachineRecord createNone() {
        return create(MachineSpec.builder("a", "none").build());
    }

    /** Put a machine there as docker-machine would have, in a store that has been moved since. */
    private MachineRecord openMadeByDockerMachine(String name, String resource) throws IOException {
        write(name, resourceText(resource));
        return store.open(name);
    }

    private static String resourceText(String resource) throws IOException {
        try (InputStream stream = MachineRecordTest.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void write(String name, String config) throws IOException {
        Files.createDirectories(store.folder(name));
        Files.writeString(store.folder(name).resolve("config.json"), config);
    }

    private void assertDamaged(String name, String what) {
        assertThatThrownBy(() -> store.open(name)).isInstanceOfSatisfying(MachineException.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.STORE_DAMAGED);
            assertThat(failure.getMessage()).contains(store.folder(name).toString()).contains(what);
        });
    }

    @Test
    void aBastionAndThePortOfItsTunnelAreKept() throws IOException {
        Bastion bastion = new Bastion("me", "gate", 2222, Optional.of(Path.of("/keys/gate")));
        create(MachineSpec.builder("inner", "none").bastion(bastion).build()).recordTunnelPort(20_001);

        assertThat(store.open("inner").spec().bastion()).contains(bastion);
        assertThat(store.open("inner").tunnelPort()).isEqualTo(20_001);
        Path file = store.folder("inner").resolve("jmachine.json");
        Files.writeString(file, Files.readString(file).replace("gate\"", "ga te\""));
        assertThatThrownBy(() -> store.open("inner").spec()).hasMessageContaining("the bastion makes no sense");
    }

    @Test
    void aNewMachineHasAllKeysThatDockerMachineWritesInItsOrder() throws IOException {
        create(MachineSpec.builder("old", "none")
                .engine(EngineSpec.builder()
                        .option("log-opt=tag=<a>&b")
                        .environment("HTTP_PROXY=http://proxy.example:3128")
                        .insecureRegistry("registry.example:5000")
                        .label("zone=a")
                        .storageDriver("overlay2")
                        .registryMirror("https://mirror.example")
                        .build())
                .tlsName("old.example")
                .build())
                .saveDriverState(Map.of("IPAddress", "192.0.2.7:2375", "URL", "tcp://192.0.2.7:2375"));

        String expected = resourceText("docker-machine-none.json")
                .replace("/home/user/.docker/machine", root.toString())
                .replace("0.05", "0");
        assertThat(store.folder("old").resolve("config.json")).hasContent(expected);
    }

    @Test
    void whatIsWishedOfTheSwarmIsReadBackAndDamageToItIsTold() throws IOException {
        SwarmSpec wish = SwarmSpec.joining("m1", SwarmSpec.Role.WORKER).withAddresses("eth1", "192.0.2.9")
                .withAvailability(SwarmSpec.Availability.DRAIN).withLabels(Map.of("storage", "ssd"));
        create(MachineSpec.builder("w1", "none").swarm(wish).build());

        assertThat(store.open("w1").spec().swarm()).isEqualTo(wish);

        Path own = store.folder("w1").resolve("jmachine.json");
        Files.writeString(own, Files.readString(own).replace("\"WORKER\"", "\"QUEEN\""));
        assertThatThrownBy(() -> store.open("w1").spec()).isInstanceOfSatisfying(MachineException.class,
                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORE_DAMAGED))
                .hasMessageContaining(own.toString());
    }

    @Test
    void theEngineAskedForFromNowOnTakesTheFormersPlace() {
        create(MachineSpec.builder("w1", "none").engine(EngineSpec.builder().label("zone=a").build()).build());
        EngineSpec engine = EngineSpec.builder().label("zone=b").version("26.1").option("debug").build();

        store.open("w1").recordEngine(engine);

        assertThat(store.open("w1").spec().engine()).isEqualTo(engine);
    }

    @Test
    void aMachineMadeByDockerMachineIsReadWithoutOurFile() throws IOException {
        MachineRecord record = openMadeByDockerMachine("old", "docker-machine-none.json");

        assertThat(record.name()).isEqualTo("old");
        assertThat(record.driverName()).isEqualTo("none");
        assertThat(record.journal().unfinishedStep()).isEmpty();
        assertThat(record.address()).contains("192.0.2.7:2375");
        assertThat(record.engineUrl()).contains("tcp://192.0.2.7:2375");
        assertThat(record.peerAddress()).isEmpty();
        assertThat(record.omittedSecrets()).isEmpty();
        assertThat(record.spec()).isEqualTo(MachineSpec.builder("old", "none")
                .engine(EngineSpec.builder()
                        .option("log-opt=tag=<a>&b")
                        .environment("HTTP_PROXY=http://proxy.example:3128")
                        .insecureRegistry("registry.example:5000")
                        .label("zone=a")
                        .storageDriver("overlay2")
                        .registryMirror("https://mirror.example")
                        .build())
                .tlsName("old.example")
                .build());
        assertThat(record.folder()).isDirectoryNotContaining("glob:**jmachine.json");
    }

    @Test
    void anInstallUrlThatDockerMachineWasGivenIsKept() throws IOException {
        MachineRecord record = openMadeByDockerMachine("cloud", "docker-machine-amazonec2.json");

        assertThat(record.spec().engine().install())
                .isEqualTo(EngineInstall.fromUrl("https://install.example/docker", ""));
    }

    @Test
    void aMachineMadeByDockerMachineHasAnIdentityThatStays() throws IOException {
        String id = openMadeByDockerMachine("old", "docker-machine-none.json").id();
        MachineRecord again = store.open("old");
        assertThat(again.id()).isEqualTo(id).isEqualTo(UUID.fromString(id).toString());

        again.journal().begin("stop", List.of("power"));

        assertThat(store.open("old").id()).isEqualTo(id);
        assertThat(store.open("old").journal().unfinishedStep()).isEmpty();
        assertThat(openMadeByDockerMachine("other", "docker-machine-none.json").id()).isNotEqualTo(id);
    }

    @Test
    void everyNewMachineHasAnIdentityOfItsOwn() {
        assertThat(createNone().id()).isNotEqualTo(create(MachineSpec.builder("b", "none").build()).id());
    }

    @Test
    void unknownKeysAndTheOrderOfAllSurviveARewrite() throws IOException {
        openMadeByDockerMachine("cloud", "docker-machine-amazonec2.json")
                .saveDriverState(Map.of("IPAddress", "198.51.100.10"));

        String expected = resourceText("docker-machine-amazonec2.json")
                .replace("/home/user/.docker/machine", root.toString())
                .replace("198.51.100.9", "198.51.100.10");
        assertThat(store.folder("cloud").resolve("config.json")).hasContent(expected);
    }

    @Test
    void unknownKeysOfOurOwnFileSurviveARewrite() throws IOException {
        MachineRecord record = createNone();
        Path file = record.folder().resolve("jmachine.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{ \"Protected\": true,"));

        store.open("a").recordNetwork("192.0.2.7", "tcp://192.0.2.7:2376", "10.0.0.7");

        assertThat(file).content().contains("\"Protected\": true").contains("\"Spec\"");
    }

    @Test
    void pathsInTheStoreAreThoseOfItsPlaceAndOthersStay() throws IOException {
        MachineRecord record = openMadeByDockerMachine("cloud", "docker-machine-amazonec2.json");

        assertThat(record.driverState())
                .containsEntry("StorePath", root.toString())
                .containsEntry("SSHKeyPath", store.folder("cloud").resolve("id_rsa").toString())
                .containsEntry("SSHPrivateKeyPath", "/home/user/.ssh/cloud");
        assertThat(record.configText())
                .contains("\"StorePath\": \"" + store.folder("cloud") + "\"")
                .contains("\"CertDir\": \"" + store.certificates() + "\"")
                .doesNotContain("/home/user/.docker");
        assertThat(record.folder().resolve("config.json")).content().contains("/home/user/.docker");
    }

    @Test
    void aRenamedFolderIsTheMachinesNewName() throws IOException {
        createNone().saveDriverState(Map.of("SSHKeyPath", store.folder("a").resolve("id_rsa").toString()));
        Files.move(store.folder("a"), store.folder("b"));

        MachineRecord record = store.open("b");

        assertThat(record.name()).isEqualTo("b");
        assertThat(record.spec().name()).isEqualTo("b");
        assertThat(record.driverState())
                .containsEntry("SSHKeyPath", store.folder("b").resolve("id_rsa").toString())
                .containsEntry("MachineName", "a");
    }

    @Test
    void theConfigurationIsToldByteForByteWhenNothingWasMoved() throws IOException {
        createNone();
        String text = Files.readString(store.folder("a").resolve("config.json")).replace("    ", "\t") + "\n";
        write("a", text);

        assertThat(store.open("a").configText()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "none,    IPAddress,  h:1,         URL,        tcp://h:1,   tcp://h:1",
        "none,    IPAddress,  h:1,         Other,      x,           -",
        "generic, IPAddress,  192.0.2.7,   EnginePort, 2377,        tcp://192.0.2.7:2377",
        "azure,   IPAddress,  192.0.2.7,   DockerPort, 2378,        tcp://192.0.2.7:2378",
        "azure,   IPAddress,  192.0.2.7,   DockerPort, 0,           tcp://192.0.2.7:2376",
        "exoscale,IPAddress,  192.0.2.7,   URL,        https://api, tcp://192.0.2.7:2376",
        "generic, IPAddress,  2001:db8::7, EnginePort, 2376,        tcp://[2001:db8::7]:2376",
        "generic, Other,      x,           EnginePort, 2376,        -"})
    void theEngineIsWhereDockerMachineWouldLook(
            String driver, String key, String value, String otherKey, String otherValue, String url) {
        Object other = otherValue.matches("\\d+") ? (Object) Integer.valueOf(otherValue) : otherValue;
        create(MachineSpec.builder("a", driver).build()).saveDriverState(Map.of(key, value, otherKey, other));

        assertThat(store.open("a").engineUrl().orElse(null)).isEqualTo(url);
    }

    @Test
    void theNetworkLastKnownIsReadBackAndSharedWithDockerMachine() {
        createNone().recordNetwork("192.0.2.7", "tcp://192.0.2.7:2376", "10.0.0.7");
        store.open("a").recordNetwork("192.0.2.8", "tcp://192.0.2.8:2376", "10.0.0.7");

        MachineRecord record = store.open("a");
        assertThat(record.address()).contains("192.0.2.8");
        assertThat(record.engineUrl()).contains("tcp://192.0.2.8:2376");
        assertThat(record.peerAddress()).contains("10.0.0.7");
        assertThat(record.driverState()).containsEntry("IPAddress", "192.0.2.8");
    }

    @Test
    void anAddressThatTheDriverKeepsItselfIsLeftToIt() {
        MachineRecord record = createNone();
        record.saveDriverState(Map.of("IPAddress", "host.example:2375"));
        record.recordNetwork("host.example", "tcp://host.example:2375", "");
        record.recordNetwork("", "", "");

        assertThat(store.open("a").driverState()).containsEntry("IPAddress", "host.example:2375");
        assertThat(store.open("a").address()).isEmpty();
        assertThat(store.open("a").engineUrl()).isEmpty();
    }

    @Test
    void theSameNetworkIsNotWrittenAgain() throws IOException {
        MachineRecord record = createNone();
        record.recordNetwork("192.0.2.7", "tcp://192.0.2.7:2376", "");
        Object written = Files.readAttributes(record.folder().resolve("jmachine.json"), "unix:ino").get("ino");
        store.open("a").recordNetwork("192.0.2.7", "tcp://192.0.2.7:2376", "");

        assertThat(Files.readAttributes(record.folder().resolve("jmachine.json"), "unix:ino").get("ino"))
                .isEqualTo(written);
    }

    @Test
    void whatTheDriverKeepsIsReadBackWithItsTypes() {
        Map<String, Object> values = Map.of("Text", "t", "Number", 7, "Large", 5_000_000_000L, "Flag", true,
                "List", List.of("x", "y"));
        createNone().saveDriverState(values);
        JsonObject state = new JsonObject(store.open("a").driverState());

        assertThat(state.values()).containsAllEntriesOf(values).containsEntry("MachineName", "a");
        assertThat(state.text("Text")).isEqualTo("t");
        assertThat(state.text("Number")).isEmpty();
        assertThat(state.number("Number", 1)).isEqualTo(7);
        assertThat(state.number("Large", 1)).isEqualTo(5_000_000_000L);
        assertThat(state.number("Text", 1)).isEqualTo(1);
        assertThat(state.flag("Flag")).isTrue();
        assertThat(state.flag("Missing")).isFalse();
        assertThat(state.list("List")).containsExactly("x", "y");
        assertThat(state.list("Missing")).isEmpty();
    }

    @Test
    void newKeysFollowInAlphabeticalOrderHoweverTheyAreGiven() {
        MachineRecord record = createNone();
        record.saveDriverState(Map.of("Zone", "z", "SSHPort", 22, "Image", "i", "Region", "r"));

        assertThat(store.open("a").driverState().keySet())
                .startsWith("IPAddress", "MachineName", "SSHUser", "SSHPort")
                .endsWith("SwarmDiscovery", "Image", "Region", "Zone");
    }

    @Test
    void whatTheDriverMayNotKeepIsRefusedAndNothingIsWritten() {
        MachineRecord record = createNone();

        assertThatThrownBy(() -> record.saveDriverState(Map.of("IPAddress", "x", "Folder", root)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Folder");
        assertThatThrownBy(() -> record.saveDriverState(Map.of("List", List.of(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.open("a").driverState()).containsEntry("IPAddress", "");
    }

    @Test
    void whatIsToldOfTheDriversStateCannotBeChangedByTheWay() {
        MachineRecord record = createNone();

        assertThatThrownBy(() -> record.driverState().put("IPAddress", "x"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                                             | not a JSON object",
        "{                                                              | line 1",
        "[]                                                             | not a JSON object",
        "{}                                                             | very old",
        "{\"ConfigVersion\":2,\"DriverName\":\"none\",\"Driver\":{}}    | the form 2 of a very old docker-machine",
        "{\"ConfigVersion\":4,\"DriverName\":\"none\",\"Driver\":{}}    | the form 4 of a newer docker-machine",
        "{\"ConfigVersion\":3,\"Driver\":{}}                            | not tell the driver",
        "{\"ConfigVersion\":3,\"DriverName\":7,\"Driver\":{}}           | not tell the driver",
        "{\"ConfigVersion\":3,\"DriverName\":\"none\"}                  | not tell the driver",
        "{\"ConfigVersion\":3,\"DriverName\":\"none\",\"Driver\":null}  | not tell the driver"})
    void damageIsToldAndConcernsThatMachineOnly(String config, String what) throws IOException {
        write("b", config);
        createNone();

        assertDamaged("b", what);
        assertThat(store.names()).containsExactly("a", "b");
        assertThat(store.open("a").driverName()).isEqualTo("none");
        store.delete("b");
        assertThat(store.names()).containsExactly("a");
    }

    @Test
    void aFileOfTheRightFormWithAllElseMissingIsReadWithDefaults() throws IOException {
        write("b", "{\"ConfigVersion\":3,\"DriverName\":\"none\",\"Driver\":{}}");

        assertThat(store.open("b").spec()).isEqualTo(MachineSpec.builder("b", "none").build());
        assertThat(store.open("b").address()).isEmpty();
        assertThat(store.open("b").engineUrl()).isEmpty();
    }

    @Test
    void aFolderWithoutConfigurationIsADamagedMachine() throws IOException {
        Files.createDirectories(store.folder("b"));

        assertDamaged("b", "missing");
    }

    @Test
    void aFileOfAbsurdSizeIsNotRead() throws IOException {
        write("b", "{}");
        try (RandomAccessFile file = new RandomAccessFile(store.folder("b").resolve("config.json").toFile(), "rw")) {
            file.setLength(1L << 40);
        }

        assertDamaged("b", "too large");
    }

    @Test
    void aRelativePathOfAStoreMovesNothing() throws IOException {
        write("b", """
                {"ConfigVersion":3,"DriverName":"none","Driver":{"Tag":"store"},
                 "HostOptions":{"AuthOptions":{"StorePath":"store/machines/b"}}}""");

        assertThat(store.open("b").driverState()).containsEntry("Tag", "store");
    }

    @Test
    void aPipeInPlaceOfTheConfigurationDoesNotBlock() throws Exception {
        Files.createDirectories(store.folder("b"));
        Path pipe = store.folder("b").resolve("config.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

        assertDamaged("b", "not a regular file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{                                  | line 1",
        "{\"Id\":\"x\"}                     | no version",
        "{\"Version\":1}                    | identity",
        "{\"Version\":2,\"Id\":\"x\"}       | the form 2 of a newer jmachine"})
    void damageOfOurOwnFileIsTold(String own, String what) throws IOException {
        createNone();
        Files.writeString(store.folder("a").resolve("jmachine.json"), own);

        assertDamaged("a", what);
    }
}
