package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One connection in a JVM of its own, without any SLF4J provider: nothing but the work may be seen of it. */
@Timeout(120)
class ColdStartIT {

    @TempDir
    Path folder;

    private static String classPathWithoutProvider() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("slf4j-nop") && !entry.contains("sshd-"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void printsNothingRegistersNothingAndEnds() throws IOException, InterruptedException {
        try (OpenSshHost host = new OpenSshHost(folder, List.of("ed25519"))) {
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp", classPathWithoutProvider(), ColdStart.class.getName(), host.endpoint().user(),
                            "" + host.endpoint().port(), host.endpoint().identities().get(0).toString(),
                            folder.resolve("known_hosts").toString())
                    .redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile())
                    .start();

            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(folder.resolve("err")).isEmptyFile();
            List<String> said = Files.readAllLines(folder.resolve("out"));
            assertThat(said).startsWith("in", "same providers");
            assertThat(said.get(2)).endsWith(" ms");
        }
    }
}
