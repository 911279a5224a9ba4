package dev.jmachine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docker-machine loses in every round: many first uses of one store at once. */
@Timeout(120)
class AuthorityRaceIT {
    private static final int PROCESSES = 20;

    @TempDir
    private Path parent;
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void twentyFirstUsesMakeOneAuthorityAndNobodySeesAHalfWrittenFile() throws Exception {
        Path folder = parent.resolve("certs");
        List<BufferedReader> outputs = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            outputs.add(start(folder, parent.resolve("warm-up-" + i)));
        }
        for (BufferedReader output : outputs) {
            assertThat(output.readLine()).isEqualTo("ready");
        }
        CompletableFuture<Set<String>> seen = CompletableFuture.supplyAsync(() -> watch(folder));
        for (Process process : processes) {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }
        for (int i = 0; i < PROCESSES; i++) {
            String pem = outputs.get(i).lines().collect(Collectors.joining("\n"));
            assertThat(processes.get(i).waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(processes.get(i).exitValue()).isZero();
            assertSigned(folder, Files.writeString(parent.resolve("server-" + i + ".pem"), pem));
        }
        assertSigned(folder, folder.resolve("cert.pem"));
        assertThat(PrivateKeys.isPair(PrivateKeys.read(folder.resolve("key.pem")),
                read(folder.resolve("cert.pem")).getPublicKey())).isTrue();
        assertEachFileWasSeenInOneFormOnly(folder, seen.get(30, TimeUnit.SECONDS));
    }

    private BufferedReader start(Path folder, Path warmUp) throws IOException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m",
                "-cp", System.getProperty("java.class.path"),
                AuthorityRacer.class.getName(), folder.toString(), warmUp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Return every content that any of the files had until all processes were done. */
    private Set<String> watch(Path folder) {
        Set<String> contents = new LinkedHashSet<>();
        while (processes.stream().anyMatch(Process::isAlive)) {
            for (String name : List.of("ca-key.pem", "ca.pem", "key.pem", "cert.pem")) {
                try {
                    contents.add(name + "\n" + Files.readString(folder.resolve(name)));
                } catch (NoSuchFileException e) {
                    // Not yet made.
                } catch (IOException e) {
                    contents.add(e.toString());
                }
            }
        }
        return contents;
    }

    private static void assertEachFileWasSeenInOneFormOnly(Path folder, Set<String> seen) throws IOException {
        Set<String> files = new LinkedHashSet<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                files.add(file.getFileName() + "\n" + Files.readString(file));
            }
        }
        assertThat(files).hasSize(4);
        assertThat(seen).isEqualTo(files);
    }

    private static void assertSigned(Path folder, Path certificate) {
        assertThat(Certificates.isSignedBy(read(certificate), read(folder.resolve("ca.pem")).getPublicKey())).isTrue();
    }

    private static X509Certificate read(Path file) {
        return Certificates.read(file).get(0);
    }
}
