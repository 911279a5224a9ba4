package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What copying does, whichever way the host takes and gives files. The "host" shares this computer's file system. */
@Timeout(120)
abstract class CopyContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final List<String> ODD_NAMES = List.of(
            "plain", "two words", "-rf", "--", "it's", "\"quoted\"", "new\nline", "$(touch x)", "`id`", "back\\slash",
            "*", "?", "~", "~root", ".hidden", "..more", "a;b", "a&b", "tab\there", "#", "%s", " lead", "trail ");

    @TempDir
    Path folder;

    private Path local;
    private Path remote;
    private TestHost host;
    private RemoteShell shell;

    abstract TestHost startHost(Path folder) throws Exception;

    @BeforeEach
    void connect() throws Exception {
        Path hostFolder = Files.createDirectory(folder.resolve("host"));
        local = Files.createDirectory(folder.resolve("local side"));
        remote = Files.createDirectory(folder.resolve("host's side"));
        host = startHost(hostFolder);
        KnownHosts known = new KnownHosts(folder.resolve("known_hosts"));
        shell = new SshConnector(folder, null).connect(host.endpoint(), "m", known, key -> {}, TIMEOUT);
    }

    @AfterEach
    void disconnect() {
        if (shell != null) {
            shell.close();
        }
        if (host != null) {
            host.close();
        }
    }

    private static Path file(Path path, String content, String mode) throws IOException {
        Files.writeString(path, content);
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** A folder's files with modes and contents, by relative path. */
    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                String content = Files.isDirectory(path) ? "folder" : Files.readString(path);
                contents.put(root.relativize(path).toString(), mode(path) + " " + content);
            }
        }
        return contents;
    }

    private Path sample() throws IOException {
        Path root = Files.createDirectory(local.resolve("sample"));
        file(root.resolve("script"), "#!/bin/sh\n", "rwxr-x--x");
        file(root.resolve("secret"), "s", "r--------");
        file(root.resolve("empty"), "", "rw-rw-rw-");
        Files.createDirectories(root.resolve("deep/deeper"));
        file(root.resolve("deep/deeper/file"), "ä".repeat(5000), "rw-r--r--");
        Files.createDirectory(root.resolve("nothing"));
        Files.setPosixFilePermissions(root.resolve("deep"), PosixFilePermissions.fromString("rwxr-x---"));
        return root;
    }

    private static void failsWith(ErrorCode code, String text, Runnable copy) {
        assertThatThrownBy(copy::run).isInstanceOfSatisfying(MachineException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.problem()).contains(text);
        });
    }

    @Test
    void copiesAFileWithItsMode() throws IOException {
        Path source = file(local.resolve("file"), "content", "rwxr-x--x");

        shell.upload(source, remote.resolve("there").toString());
        shell.download(remote.resolve("there").toString(), local.resolve("back"));

        assertThat(remote.resolve("there")).hasContent("content");
        assertThat(mode(remote.resolve("there"))).isEqualTo("rwxr-x--x");
        assertThat(local.resolve("back")).hasContent("content");
        assertThat(mode(local.resolve("back"))).isEqualTo("rwxr-x--x");
    }

    @Test
    void putsAFileIntoAnExistingFolderUnderItsOwnName() throws IOException {
        Path source = file(local.resolve("file"), "content", "rw-------");

        shell.upload(source, remote.toString());
        shell.upload(source, remote + "/");
        Files.createDirectory(local.resolve("target"));
        shell.download(remote.resolve("file").toString(), local.resolve("target"));

        assertThat(remote.resolve("file")).hasContent("content");
        assertThat(local.resolve("target/file")).hasContent("content");
    }

    @Test
    void writesOverAFileThatIsThere() throws IOException {
        Path source = file(local.resolve("file"), "short", "rw-r--r--");
        file(remote.resolve("file"), "a much longer content", "rw-------");

        shell.upload(source, remote.resolve("file").toString());

        assertThat(remote.resolve("file")).hasContent("short");
        assertThat(mode(remote.resolve("file"))).isEqualTo("rw-r--r--");
    }

    @Test
    void copiesAFolderToANewPlaceAndIntoAnExistingOne() throws IOException {
        Path source = sample();

        shell.upload(source, remote.resolve("new").toString());
        shell.upload(source, remote.toString());

        assertThat(contents(remote.resolve("new"))).isEqualTo(contents(source));
        assertThat(contents(remote.resolve("sample"))).isEqualTo(contents(source));
    }

    @Test
    void fetchesAFolderToANewPlaceAndIntoAnExistingOne() throws IOException {
        Path source = sample();
        Path existing = Files.createDirectory(remote.resolve("existing"));

        shell.download(source.toString(), remote.resolve("new"));
        shell.download(source + "/", existing);
        shell.download(source + "/deep/..", existing);

        assertThat(contents(remote.resolve("new"))).isEqualTo(contents(source));
        assertThat(contents(existing.resolve("sample"))).isEqualTo(contents(source));
        assertThat(existing).isDirectoryNotContaining(path -> !path.endsWith("sample"));
    }

    @Test
    void copiesFilesOfAnyName() throws IOException {
        Path source = Files.createDirectory(local.resolve("odd"));
        for (String name : ODD_NAMES) {
            file(source.resolve(name), "this is " + name, "rw-r--r--");
        }

        shell.upload(source, remote.toString());
        shell.download(remote.resolve("odd").toString(), local.resolve("back"));

        assertThat(contents(remote.resolve("odd"))).isEqualTo(contents(source));
        assertThat(contents(local.resolve("back"))).isEqualTo(contents(source));
    }

    @Test
    void takesTargetsAndSourcesOfAnyName() throws IOException {
        Path source = file(local.resolve("file"), "content", "rw-r--r--");
        for (String name : ODD_NAMES) {
            shell.upload(source, remote.resolve(name).toString());
            assertThat(remote.resolve(name)).hasContent("content");
            shell.download(remote.resolve(name).toString(), local.resolve("back"));
            assertThat(local.resolve("back")).hasContent("content");
            Files.delete(local.resolve("back"));
        }
    }

    @Test
    void copiesManyBytesUnchanged() throws IOException {
        byte[] bytes = new byte[12_345_678];
        new Random(5).nextBytes(bytes);
        Path source = Files.write(local.resolve("big"), bytes);

        shell.upload(source, remote.resolve("big").toString());
        shell.download(remote.resolve("big").toString(), local.resolve("back"));

        assertThat(Files.mismatch(source, remote.resolve("big"))).isEqualTo(-1);
        assertThat(Files.mismatch(source, local.resolve("back"))).isEqualTo(-1);
    }

    @Test
    void followsLinksAndTellsWhatItCouldNotCopy() throws IOException {
        Path source = Files.createDirectory(local.resolve("links"));
        file(source.resolve("file"), "content", "rw-r--r--");
        Files.createSymbolicLink(source.resolve("good"), Path.of("file"));
        Files.createSymbolicLink(source.resolve("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(source.resolve("loop"), Path.of("."));

        failsWith(ErrorCode.SSH_FAILED, "dangling", () -> shell.upload(source, remote.resolve("up").toString()));
        failsWith(ErrorCode.SSH_FAILED, "loop", () -> shell.upload(source, remote.resolve("up2").toString()));
        Files.delete(source.resolve("loop"));
        failsWith(ErrorCode.SSH_FAILED, "dangling", () -> shell.download(source.toString(), remote.resolve("down")));

        for (String copy : List.of("up", "up2", "down")) {
            assertThat(remote.resolve(copy).resolve("file")).hasContent("content");
            assertThat(remote.resolve(copy).resolve("good")).hasContent("content").isRegularFile();
        }
    }

    @Test
    void tellsWhatIsNotThereAndWhatDoesNotFit() throws IOException {
        Path source = sample();
        Path file = file(remote.resolve("file"), "content", "rw-r--r--");

        failsWith(ErrorCode.SSH_FAILED, "gone", () -> shell.upload(local.resolve("gone"), remote.toString()));
        failsWith(ErrorCode.SSH_FAILED, "gone", () -> shell.download(remote.resolve("gone").toString(), local));
        failsWith(ErrorCode.SSH_FAILED, "gone", () -> shell.upload(file, remote.resolve("gone/file").toString()));
        failsWith(ErrorCode.SSH_FAILED, "file", () -> shell.upload(source, file.toString()));
    }

    @Test
    void isInterruptedAndTheConnectionGoesOn() throws Exception {
        Path big = Files.write(local.resolve("big"), new byte[200_000_000]);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                shell.upload(big, remote.resolve("big").toString());
            } catch (MachineException e) {
                failure.set(e);
            }
        });
        thread.start();
        thread.join(300);
        thread.interrupt();
        thread.join(10_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(failure.get()).isInstanceOfSatisfying(
                MachineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(shell.run("echo on", TIMEOUT).output()).isEqualTo("on\n");
    }
}
