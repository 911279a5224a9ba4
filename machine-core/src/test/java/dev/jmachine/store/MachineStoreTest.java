package dev.jmachine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jmachine.api.EngineInstall;
import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineStoreTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T06:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private MachineStore store;

    @BeforeEach
    void openStore() {
        store = new MachineStore(folder.resolve("store"), CLOCK);
    }

    private MachineRecord create(String name) {
        return store.create(MachineSpec.builder(name, "none").option("url", "tcp://192.0.2.7:2375").build(), Set.of());
    }

    private static void assertFails(ErrorCode code, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(MachineException.class,
                failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void aStoreThatIsNotThereHasNoMachinesAndIsNotMadeByLooking() {
        assertThat(store.names()).isEmpty();
        assertThat(store.exists("a")).isFalse();
        assertFails(ErrorCode.MACHINE_NOT_FOUND, () -> store.open("a"));
        assertThat(store.root()).doesNotExist();
    }

    @Test
    void whatWasAskedForIsReadBack() {
        MachineSpec spec = MachineSpec.builder("a", "qemu")
                .option("qemu-memory", "2048")
                .option("qemu-forward", "80:80")
                .option("qemu-forward", "443:443")
                .engine(EngineSpec.builder()
                        .install(EngineInstall.fromUrl("https://get.example/docker", "sha256:00"))
                        .version("26.1")
                        .storageDriver("overlay2")
                        .label("zone=a")
                        .option("log-level=debug")
                        .registryMirror("https://mirror.example")
                        .insecureRegistry("registry.example:5000")
                        .environment("HTTP_PROXY=http://proxy.example")
                        .build())
                .tlsName("a.example")
                .build();
        store.create(spec, Set.of());

        assertThat(store.open("a").spec()).isEqualTo(spec);
    }

    @Test
    void valuesOfSecretOptionsAreInNoFile() throws IOException {
        MachineSpec spec = MachineSpec.builder("a", "cloud")
                .option("cloud-token", "s3cr3t")
                .option("cloud-region", "west")
                .build();
        MachineRecord record = store.create(spec, Set.of("cloud-token", "cloud-password"));

        assertThat(record.spec().driverOptions()).isEqualTo(Map.of("cloud-region", List.of("west")));
        assertThat(record.omittedSecrets()).containsExactly("cloud-token");
        try (Stream<Path> files = Files.walk(store.root())) {
            assertThat(files.filter(Files::isRegularFile)).allSatisfy(
                    file -> assertThat(file).content().doesNotContain("s3cr3t"));
        }
    }

    @Test
    void filesAndFoldersAreForTheirOwnerOnly() throws IOException {
        create("a").saveDriverState(Map.of("IPAddress", "192.0.2.7"));
        store.lock("a", "test", Duration.ZERO).close();

        try (Stream<Path> files = Files.walk(store.root())) {
            assertThat(files).hasSizeGreaterThan(5).allSatisfy(file -> assertThat(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void aNameIsTakenOnceWhateverItsCase() {
        create("Alpha");

        assertFails(ErrorCode.MACHINE_EXISTS, () -> create("Alpha"));
        assertFails(ErrorCode.MACHINE_EXISTS, () -> create("alpha"));
        assertThat(store.names()).containsExactly("Alpha");
    }

    @Test
    void aDeletedMachineLeavesNothing() throws IOException {
        create("a");
        try (MachineLock lock = store.lock("a", "rm", Duration.ofSeconds(1))) {
            assertThat(lock.machine()).isEqualTo("a");
            store.delete("a");
        }

        assertThat(store.names()).isEmpty();
        try (Stream<Path> files = Files.walk(store.root())) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(store.root().resolve("locks/.store.lock"));
        }
        assertFails(ErrorCode.MACHINE_NOT_FOUND, () -> store.delete("a"));
    }

    @Test
    void everyFolderThatIsNotHiddenIsListedInNaturalOrderAndNothingElse() throws IOException {
        for (String name : List.of("node10", "Node2", "node1", "lost+found", ".hidden", ".a.creating")) {
            Files.createDirectories(store.root().resolve("machines").resolve(name));
        }
        Files.writeString(store.root().resolve("machines/file"), "");
        Files.createSymbolicLink(store.root().resolve("machines/dangling"), folder.resolve("nowhere"));
        Files.createSymbolicLink(store.root().resolve("machines/loop"), Path.of("loop"));

        assertThat(store.names()).containsExactly("lost+found", "node1", "Node2", "node10");
    }

    @Test
    void namesThatDifferOnlyInCaseAreBothListedWhenDockerMachineMadeThem() throws IOException {
        create("a");
        Files.createDirectory(store.root().resolve("machines/A"));

        assertThat(store.names()).containsExactly("A", "a");
        assertThat(store.open("a").name()).isEqualTo("a");
        assertFails(ErrorCode.STORE_DAMAGED, () -> store.open("A"));
    }

    @Test
    void aNameIsTakenByWhateverBearsIt() throws IOException {
        Files.createDirectories(store.root().resolve("machines/empty"));
        Files.writeString(store.root().resolve("machines/file"), "");
        Files.createSymbolicLink(store.root().resolve("machines/link"), folder.resolve("nowhere"));

        for (String name : List.of("empty", "file", "link")) {
            assertFails(ErrorCode.MACHINE_EXISTS, () -> create(name));
        }
        assertThat(store.exists("file")).isFalse();
        assertFails(ErrorCode.MACHINE_NOT_FOUND, () -> store.open("link"));
        assertFails(ErrorCode.MACHINE_NOT_FOUND, () -> store.delete("file"));
        assertThat(store.root().resolve("machines/file")).exists();
    }

    @Test
    void aMachineBehindASymbolicLinkIsReadAndItsTargetOutlivesItsRemoval() throws IOException {
        create("a");
        Path elsewhere = Files.move(store.folder("a"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(store.folder("a"), elsewhere);

        assertThat(store.names()).containsExactly("a");
        store.open("a").saveDriverState(Map.of("IPAddress", "192.0.2.7"));
        assertThat(store.open("a").driverState()).containsEntry("IPAddress", "192.0.2.7");

        store.delete("a");

        assertThat(store.names()).isEmpty();
        assertThat(elsewhere.resolve("config.json")).exists();
    }

    @Test
    void symbolicLinksInAMachinesFolderAreNotFollowedWhenItIsDeleted() throws IOException {
        Path precious = Files.createDirectories(folder.resolve("precious"));
        Files.writeString(precious.resolve("file"), "");
        create("a");
        Files.createSymbolicLink(store.folder("a").resolve("link"), precious);
        Files.createDirectories(store.folder("a").resolve("deep/er"));

        store.delete("a");

        assertThat(precious.resolve("file")).exists();
        assertThat(store.root().resolve("machines")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".hidden", "a/b", "../certs", "/etc", "a\\b", "a\0b"})
    void aNameThatLeadsElsewhereIsRefused(String name) {
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> store.open(name));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> store.exists(name));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> store.delete(name));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> store.lock(name, "test", Duration.ZERO));
    }

    @Test
    void whatEarlierCrashesHaveLeftIsCollectedWithTheNextMachine() throws IOException {
        Path machines = store.root().resolve("machines");
        Files.createDirectories(machines.resolve(".x.creating"));
        Files.createDirectories(machines.resolve(".y.0.removing/deep"));
        Files.writeString(machines.resolve(".y.0.removing/deep/disk"), "");
        Files.createDirectories(machines.resolve(".mine"));

        create("a");

        assertThat(machines).isDirectoryContaining("glob:**/.mine").isDirectoryContaining("glob:**/a");
        assertThat(machines.toFile().list()).hasSize(2);
    }

    @Test
    void aStoreWhoseFolderOfMachinesIsAFileIsUnreadable() throws IOException {
        Files.createDirectories(store.root());
        Files.writeString(store.root().resolve("machines"), "");

        assertFails(ErrorCode.STORE_IO, store::names);
        assertFails(ErrorCode.STORE_IO, () -> store.exists("a"));
        assertFails(ErrorCode.STORE_IO, () -> create("a"));
    }

    @Test
    void aFileInThePlaceOfTheStoreIsToldInPlainWords() throws IOException {
        Files.writeString(store.root(), "");

        assertThatThrownBy(() -> store.lock("a", "create", Duration.ZERO))
                .hasMessageContaining(store.root() + ": something else is in its place.");
    }

    @Test
    void aFolderThatMayNotBeReadConcernsItsMachineOnly() throws IOException {
        create("a");
        create("b");
        Files.setPosixFilePermissions(store.folder("b"), PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(store.folder("b"))).as("the tests run as root").isFalse();

        assertThat(store.names()).containsExactly("a", "b");
        assertThat(store.open("a").driverName()).isEqualTo("none");
        assertFails(ErrorCode.STORE_IO, () -> store.open("b"));
        assertThatThrownBy(() -> store.open("b")).hasMessageContaining("permission denied");
    }

    @Test
    void aStoreThatMayNotBeWrittenIsReadAndSaysSoWhenWrittenTo() throws IOException {
        create("a");
        MachineRecord record = store.open("a");
        try (Stream<Path> files = Files.walk(store.root())) {
            for (Path path : files.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-x------"));
            }
        }
        assumeThat(Files.isWritable(store.root())).as("the tests run as root").isFalse();

        assertThat(store.open("a").spec().driver()).isEqualTo("none");
        assertFails(ErrorCode.STORE_IO, () -> record.saveDriverState(Map.of("SSHPort", 22)));
        assertFails(ErrorCode.STORE_IO, () -> store.delete("a"));
        assertFails(ErrorCode.STORE_IO, () -> create("b"));
        assertThat(store.names()).containsExactly("a");
    }

    @Test
    void foldersOfDriversAreMadeWhenAskedFor() {
        assertThat(store.cacheFolder("qemu")).isEqualTo(store.root().resolve("cache/qemu")).isDirectory();
        assertThat(store.sharedFolder("qemu")).isEqualTo(store.root().resolve("drivers/qemu")).isDirectory();
        assertThat(store.certificates()).isEqualTo(store.root().resolve("certs")).doesNotExist();
    }

    @Test
    void aCertificateAuthorityOfTheUsersIsWrittenDownForDockerMachine() {
        MachineStore other = new MachineStore(store.root(), folder.resolve("authority"), CLOCK);
        other.create(MachineSpec.builder("a", "none").build(), Set.of());

        assertThat(store.open("a").configText())
                .contains("\"CaCertPath\": \"" + folder.resolve("authority/ca.pem") + "\"")
                .contains("\"StorePath\": \"" + store.folder("a") + "\"");
    }

    @Test
    void aDamagedRecordIsOpenedForRemovalWithWhatIsLeftOfIt() throws IOException {
        create("a").saveDriverState(Map.of("IPAddress", "192.0.2.7"));
        String id = store.open("a").id();
        Path own = store.folder("a").resolve("jmachine.json");
        Path config = store.folder("a").resolve("config.json");

        Files.writeString(own, "{");
        assertThat(store.openForRemoval("a").driverState()).containsEntry("IPAddress", "192.0.2.7");

        Files.delete(own);
        create("b");
        Files.copy(store.folder("b").resolve("jmachine.json"), own);
        Files.writeString(config, "{\"ConfigVersion\":3}");
        assertThat(store.openForRemoval("a").driverName()).isEqualTo("none");
        assertThat(store.openForRemoval("a").driverState()).containsEntry("IPAddress", "");
        assertThat(store.openForRemoval("a").id()).isNotEqualTo(id).isEqualTo(store.open("b").id());

        Files.delete(own);
        assertFails(ErrorCode.STORE_DAMAGED, () -> store.openForRemoval("a"));
        store.delete("a");
        assertThat(store.names()).containsExactly("b");
    }
}
