package dev.jmachine.swarm.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFilesTest {
    @TempDir
    Path folder;

    @Test
    void namedFilesAreSentUnderNumbersAndTheRestOfTheTextIsUntouched() throws IOException {
        Files.createDirectories(folder.resolve("project/sub"));
        Files.writeString(folder.resolve("outside.env"), "A=1\nTOKEN\n");
        Files.writeString(folder.resolve("project/sub/site.conf"), "listen 80\n");
        Files.writeString(folder.resolve("project/password"), "hunter2");
        Path compose = Files.writeString(folder.resolve("project/compose.yaml"), """
                x-common: &common
                  env_file: ../outside.env   # kept
                services:
                  wéb: {<<: *common, image: "tiny:${TAG:-1}", configs: [site]}
                  db:
                    image: tiny
                    env_file:
                      - ../outside.env
                configs:
                  site:
                    file: ${CONF}/site.conf
                secrets: {password: {file: 'password'}, other: {external: true}}
                """);
        StackRequest request = new StackRequest(List.of(compose), Map.of("CONF", "sub", "TOKEN", "it's", "HOME", "/h"),
                List.of(), false, StackRequest.ImageResolution.NEVER, false, Duration.ZERO);

        HostFiles files = StackFiles.of("demo", request).files();

        assertThat(files.names()).containsExactly("file-1", "file-2", "file-3", "compose-1.yaml", "environment");
        String archive = new String(files.archive().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(archive).contains("""
                x-common: &common
                  env_file: "./file-1"   # kept
                services:
                  wéb: {<<: *common, image: "tiny:${TAG:-1}", configs: [site]}
                  db:
                    image: tiny
                    env_file:
                      - "./file-1"
                configs:
                  site:
                    file: "./file-2"
                secrets: {password: {file: "./file-3"}, other: {external: true}}
                """);
        assertThat(archive).contains("hunter2", "listen 80", "CONF='sub'\nTOKEN='it'\\''s'\n").doesNotContain("HOME=");
    }

    @Test
    void variablesOfFilesYieldToThoseGivenAndOnlyNamedOnesAreSent() throws IOException {
        Path variables = Files.writeString(folder.resolve("env"),
                "# comment\nexport TAG=\"2 x\" # why\nONE='a b'\nUNUSED=secret\n");
        Path compose = Files.writeString(folder.resolve("c.yaml"), """
                services:
                  a: {image: "tiny:$TAG", environment: [ONE, TWO=2]}
                  b: {image: "tiny", environment: {THREE: , FOUR: x}}
                """);
        StackRequest request = new StackRequest(List.of(compose), Map.of("ONE", "given", "THREE", "3"),
                List.of(variables), false, StackRequest.ImageResolution.NEVER, false, Duration.ZERO);

        String archive = new String(StackFiles.of("demo", request).files().archive().readAllBytes(),
                StandardCharsets.UTF_8);

        assertThat(archive).contains("ONE='given'\nTAG='2 x'\nTHREE='3'\n").doesNotContain("secret");
    }

    @Test
    void aFileThatIsMissingIsNamedWithTheKeyThatNamesIt() throws IOException {
        Path compose = Files.writeString(folder.resolve("c.yaml"), "secrets: {key: {file: nowhere/key.pem}}\n");

        assertThatThrownBy(() -> StackFiles.of("demo", StackRequest.of(List.of(compose))))
                .isInstanceOfSatisfying(MachineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.STACK);
                    assertThat(e.problem()).isEqualTo("The file " + folder.resolve("nowhere/key.pem")
                            + ", which secrets.key.file names, is not there.");
                });
    }

    @Test
    void aComposeFileThatIsMissingOrNoYamlIsNamedWithThePlace() throws IOException {
        Path broken = Files.writeString(folder.resolve("c.yaml"), "services:\n  web: {image: tiny\n");

        assertThatThrownBy(() -> StackFiles.of("demo", StackRequest.of(List.of(broken))))
                .hasMessageContaining(broken.toString()).hasMessageContaining("not valid YAML at line 3, column 1");
        assertThatThrownBy(() -> StackFiles.of("demo", StackRequest.of(List.of(folder.resolve("none.yaml")))))
                .hasMessageContaining("none.yaml: There is no such file");
    }

    @Test
    void aVariableThatWouldSteerDockersToolIsRefused() throws IOException {
        Path compose = Files.writeString(folder.resolve("c.yaml"), "services: {a: {image: $DOCKER_HOST}}\n");
        StackRequest request = new StackRequest(List.of(compose), Map.of("DOCKER_HOST", "tcp://x"), List.of(), false,
                StackRequest.ImageResolution.NEVER, false, Duration.ZERO);

        assertThatThrownBy(() -> StackFiles.of("demo", request)).hasMessageContaining("DOCKER_HOST");
    }
}
