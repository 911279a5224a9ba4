package dev.jmachine.swarm.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.ProgressSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real shell and tar; the stand-in for docker writes down what it was called with. */
class StackCommandTest {
    private static final String HELP = "case $3 in --help) echo \"-d, --detach\"; exit ;; esac\n";

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();
    private LocalShell shell;
    private Path seen;

    @BeforeEach
    void begin() throws IOException {
        shell = new LocalShell(Files.createDirectories(folder.resolve("host/bin"))).with("id", "echo 0");
        seen = folder.resolve("seen");
    }

    private void deploy(String text) throws IOException {
        Files.writeString(folder.resolve("password"), "hunter2");
        Path compose = Files.writeString(folder.resolve("compose.yaml"), text);
        StackRequest request = new StackRequest(List.of(compose), Map.of("WORD", "it's $here"), List.of(), true,
                StackRequest.ImageResolution.CHANGED, true, Duration.ZERO);
        new StackCommand("demo", request).run(shell, StackFiles.of("demo", request), new ProgressSink() {
            @Override
            public void progress(String message) {
                throw new AssertionError(message);
            }

            @Override
            public void notice(String message) {
                notices.add(message);
            }
        });
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("host"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void dockerFindsTheFilesAndVariablesInAFolderThatIsGoneAfterwards() throws IOException {
        shell.with("docker", HELP + "{ echo \"$@\"; echo \"$WORD\"; cat file-1; echo; stat -c %a . file-1; } > " + seen
                + "\necho 'Ignoring unsupported options: build'");

        deploy("services: {a: {image: $WORD}}\nsecrets: {s: {file: password}}\n");

        assertThat(seen).hasContent("stack deploy --compose-file compose-1.yaml --resolve-image changed --prune "
                + "--with-registry-auth --detach=true demo\nit's $here\nhunter2\n700\n600\n");
        assertThat(notices).singleElement().asString().contains("ignored: build");
        assertThat(left()).containsExactly("bin");
    }

    @Test
    void anOlderDockerIsNotAskedForWhatItDoesNotKnow() throws IOException {
        shell.with("docker", "echo \"$@\" > " + seen);

        deploy("services: {}\n");

        assertThat(seen).content().doesNotContain("--detach").contains("stack deploy");
    }

    @Test
    void aRefusalIsToldInDockersWordsAndTheFolderIsGoneToo() throws IOException {
        shell.with("docker", HELP + "echo 'service web: undefined secret \"s\"' >&2; exit 1");

        assertThatThrownBy(() -> deploy("services: {}\n")).isInstanceOfSatisfying(MachineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.STACK);
            assertThat(e.problem()).isEqualTo("Docker refuses it: service web: undefined secret \"s\"");
        });
        assertThat(left()).containsExactly("bin");
    }

    @Test
    void aHostWithoutAClientIsToldWhatToInstall() throws IOException {
        shell.onlyWith("sh", "tar", "gzip", "mktemp", "rm", "timeout");

        assertThatThrownBy(() -> deploy("services: {}\n")).hasMessageContaining("no Docker client")
                .hasMessageContaining("docker-cli");
    }
}
