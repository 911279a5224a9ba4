package dev.jmachine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
