package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {
    private static final String ONE = OpenSshKeyPair.generateEd25519("").publicKey();
    private static final String OTHER = OpenSshKeyPair.generateEd25519("").publicKey();

    @TempDir
    Path folder;

    private Path file;
    private KnownHosts hosts;

    @BeforeEach
    void start() {
        file = folder.resolve("deep").resolve("known_hosts");
        hosts = new KnownHosts(file);
    }

    @Test
    void knowsNobodyBeforeTheFileIsThere() {
        assertThat(hosts.keys("a")).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void pinsKeysByName() {
        hosts.pin("a", ONE);
        hosts.pin("b", OTHER + " a comment");

        assertThat(hosts.keys("a")).containsExactly(ONE);
        assertThat(hosts.keys("b")).containsExactly(OTHER);
    }

    @Test
    void keepsTheFileToItsOwner() throws IOException {
        hosts.pin("a", ONE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");

        hosts.replace("a", OTHER);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void pinsTheSameKeyOnce() throws IOException {
        hosts.pin("a", ONE);
        hosts.pin("a", ONE);

        assertThat(Files.readAllLines(file)).containsExactly("a " + ONE);
    }

    @Test
    void replacesTheKeysOfOneNameOnly() throws IOException {
        hosts.pin("a", ONE);
        hosts.pin("ab", ONE);
        hosts.replace("a", OTHER);

        assertThat(Files.readAllLines(file)).containsExactly("ab " + ONE, "a " + OTHER);
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void survivesHalfALineAndForeignOnes() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# comment\n@revoked a " + OTHER + "\na ssh-ed25519 damaged!\na ssh-rs");
        hosts.pin("a", ONE);

        assertThat(hosts.keys("a")).containsExactly(ONE);
        assertThat(Files.readString(file)).endsWith("a ssh-rs\na " + ONE + "\n");
    }

    @Test
    void losesNoLineOfManyWhoPinAtTheSameTime() {
        List<String> names = IntStream.range(0, 40).mapToObj(i -> "m" + i).toList();
        names.parallelStream().forEach(name -> new KnownHosts(file).pin(name, ONE));

        assertThat(names).allSatisfy(name -> assertThat(hosts.keys(name)).containsExactly(ONE));
    }

    @Test
    void refusesWhatIsNoKeyOrNoName() {
        assertThatThrownBy(() -> hosts.pin("a", "ssh-ed25519 bm8gaw==")).satisfies(KnownHostsTest::isInvalid);
        assertThatThrownBy(() -> hosts.pin("a", "ssh-rsa " + ONE.split(" ")[1])).satisfies(KnownHostsTest::isInvalid);
        assertThatThrownBy(() -> hosts.pin("a b\nc", ONE)).satisfies(KnownHostsTest::isInvalid);
        assertThat(file).doesNotExist();
    }

    private static void isInvalid(Throwable failure) {
        assertThat(((MachineException) failure).code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void tellsWhenTheFileCannotBeRead() throws IOException {
        Files.createDirectories(file);

        assertThatThrownBy(() -> hosts.keys("a"))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_IO));
    }
}
