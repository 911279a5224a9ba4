package dev.jmachine.swarm.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFilesTest {
    @TempDir
    Path folder;

    private ComposeRequest request(String project, Path... files) {
        return new ComposeRequest(project, folder.resolve("My Shop"), List.of(files), List.of(),
                Map.of("WORD", "given", "HOME", "/home"), List.of("up"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void allThatIsNamedIsSentAndLiesToOneAnotherAsHere() throws IOException {
        write("shared.env", "A=1");
        write("My Shop/.env", "DIR=html\n");
        write("My Shop/html/index.html", "page");
        write("My Shop/app/Dockerfile", "FROM scratch");
        write("My Shop/app/.git/config", "not for the host");
        write("My Shop/more.yaml", "services: {c: {image: tiny, env_file: opt.env}}");
        write("My Shop/opt.env", "B=2");
        write("My Shop/not-named", "stays here");
        Path compose = write("My Shop/compose.yaml", """
                include: [more.yaml]
                services:
                  a: {image: "tiny:$WORD", env_file: ../shared.env, volumes: ["./$DIR:/www:ro", "named:/x", "/etc:/e"]}
                  b: {build: {context: ./app}, volumes: [{type: bind, source: ./missing, target: /m}]}
                  d: {build: "https://example.com/x.git"}
                """);

        ProjectFiles project = ProjectFiles.of(request("", compose));
        HostFiles files = project.gathered();

        assertThat(project.project()).isEqualTo("myshop");
        assertThat(files.names()).contains("shared.env", "My Shop/compose.yaml", "My Shop/more.yaml", "My Shop/opt.env",
                "My Shop/html/index.html", "My Shop/app/Dockerfile", ".jmachine/arguments", ".jmachine/environment",
                ".jmachine/variables-0");
        assertThat(files.names()).noneMatch(name -> name.contains(".git") || name.contains("not-named"));
        String archive = new String(files.archive().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(archive).contains("folder='My Shop'\nset -- '--project-name' 'myshop' '--project-directory' '.' "
                + "'--file' 'compose.yaml' '--env-file' '../.jmachine/variables-0'\n", "WORD='given'\n")
                .doesNotContain("HOME=");
    }

    @Test
    void aProjectIsCalledAsAskedForElseAsItsFileSaysElseAsItsFolder() throws IOException {
        Path named = write("My Shop/compose.yaml", "name: from-file\nservices: {}\n");

        assertThat(ProjectFiles.of(request("", named)).project()).isEqualTo("from-file");
        assertThat(ProjectFiles.of(request("Asked", named)).project()).isEqualTo("asked");
        assertThat(ProjectFiles.of(request("")).project()).isEqualTo("myshop");
        assertThat(ProjectFiles.of(request("")).gathered().names()).isEmpty();
    }

    @Test
    void whatIsMissingOrAbsoluteIsRefusedWithItsKey() throws IOException {
        Path missing = write("My Shop/a.yaml", "services: {a: {env_file: nowhere.env}}");
        Path absolute = write("My Shop/b.yaml", "secrets: {s: {file: /root/key}}");

        assertThatThrownBy(() -> ProjectFiles.of(request("", missing)))
                .hasMessageContaining("\"nowhere.env\", which services.a.env_file names, is not there");
        assertThatThrownBy(() -> ProjectFiles.of(request("", absolute)))
                .hasMessageContaining("\"/root/key\", which secrets.s.file names, is an absolute path");
    }
}
