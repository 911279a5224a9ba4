package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.Program;
import dev.jmachine.it.program.RunningProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What befalls the store: many processes at once, damage, rights, no room. */
class StoreIT {
    private static final int CROWD = 20;

    @TempDir
    Path folder;

    private Jmachine jmachine;

    @BeforeEach
    void emptyStore() {
        jmachine = Jmachine.withStore(folder.resolve("store"));
    }

    private static Outcome createNone(Jmachine jmachine, String name) {
        return jmachine.run("create", "-d", "none", "--url", "tcp://127.0.0.1:1", name);
    }

    @Test
    void itLiesInTheHomeFolderThatTheEnvironmentNames() {
        Path home = folder.resolve("home");

        createNone(jmachine.with("MACHINE_STORAGE_PATH", "").with("HOME", home.toString()), "a").orFail();

        assertThat(home.resolve(".docker/machine/machines/a/config.json")).exists();
    }

    @Test
    void twentyFirstCreatesAtOnceMakeOneAuthorityThatSignsEveryClientCertificate() throws IOException {
        List<String> names = IntStream.range(0, CROWD).mapToObj(number -> "m" + number).toList();
        List<RunningProgram> crowd = names.stream()
                .map(name -> jmachine.start("create", "-d", "none", "--url", "tcp://127.0.0.1:1", name)).toList();
        crowd.forEach(each -> each.await().orFail());
        crowd.forEach(RunningProgram::close);

        assertThat(jmachine.run("ls", "-q").orFail().lines()).containsExactlyElementsOf(names);
        names.forEach(name -> jmachine.run("inspect", "-f", "{{.DriverName}}", name).orFail());
        List<Path> clients = certificates("cert.pem");
        assertThat(clients).contains(jmachine.store().resolve("certs/cert.pem"));
        for (Path client : clients) {
            Program.of("openssl", "verify", "-purpose", "sslclient").run("-CAfile",
                    client.resolveSibling("ca.pem").toString(), client.toString()).orFail();
            assertThat(publicKey("pkey", "-pubout", client.resolveSibling("key.pem")))
                    .isEqualTo(publicKey("x509", "-pubkey", client));
        }
        String authority = Files.readString(jmachine.store().resolve("certs/ca.pem"));
        assertThat(certificates("ca.pem")).allSatisfy(copy -> assertThat(copy).hasContent(authority));
    }

    private List<Path> certificates(String fileName) throws IOException {
        try (var files = Files.walk(jmachine.store())) {
            return files.filter(file -> file.endsWith(fileName)).toList();
        }
    }

    private static String publicKey(String command, String option, Path file) {
        String text = Program.of("openssl", command, option, "-in", file.toString()).run().orFail();
        return text.substring(0, text.indexOf("-----END PUBLIC KEY-----"));
    }

    @Test
    void aDamagedRecordIsTheErrorOfItsOwnRowAndIsRemovedLikeAnyOther() throws IOException {
        for (String name : List.of("before", "damaged", "torn", "z-after")) {
            createNone(jmachine, name).orFail();
        }
        Files.writeString(jmachine.file("damaged", "config.json"), "{ \"ConfigVersion\": 3, \"Driver\": {");
        Files.writeString(jmachine.file("torn", "jmachine.json"), "");

        Outcome listed = jmachine.run("ls", "--format", "{{.Name}}|{{.State}}|{{.Error}}");

        List<String> rows = listed.orFail().lines().toList();
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).startsWith("before|Running|");
        assertThat(rows.get(1)).startsWith("damaged|Error|").contains("not valid JSON");
        assertThat(rows.get(2)).startsWith("torn|Error|").contains("damaged");
        assertThat(rows.get(3)).startsWith("z-after|Running|");
        assertThat(jmachine.run("status", "damaged").refusalWith("STORE_DAMAGED"))
                .contains(jmachine.file("damaged", "config.json").toString());

        jmachine.run("rm", "-f", "damaged", "torn").orFail();
        assertThat(jmachine.run("ls", "-q").orFail().lines()).containsExactly("before", "z-after");
        assertThat(jmachine.knowsNothingOf("damaged") && jmachine.knowsNothingOf("torn")).isTrue();
    }

    @Test
    void aStoreThatMayNotBeReadIsToldSo() throws IOException {
        createNone(jmachine, "web").orFail();
        Path machines = jmachine.folder("web").getParent();
        Files.setPosixFilePermissions(machines, PosixFilePermissions.fromString("---------"));
        try {
            Jmachine bounded = jmachine.withoutOverride();
            assertThat(bounded.run("ls").refusalWith("STORE_IO")).contains(machines.toString());
            assertThat(createNone(bounded, "other").refusalWith("STORE_IO")).contains(machines.toString());
            assertThat(bounded.run("rm", "-y", "web").refusalWith("STORE_IO")).contains(machines.toString());
        } finally {
            Files.setPosixFilePermissions(machines, PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(jmachine.run("ls", "-q").orFail()).isEqualTo("web");
    }

    @Test
    void aFileInTheStoresPlaceIsToldSo() throws IOException {
        Files.writeString(jmachine.store(), "not a folder");

        assertThat(createNone(jmachine, "web").refusalWith("STORE_IO"))
                .contains(jmachine.store() + ": something else is in its place");

        assertThat(jmachine.store()).hasContent("not a folder");
    }

    @Test
    void onAFullDiskNothingIsHalfMadeAndRemovingStillWorks() throws IOException {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(Program.of("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", small.toString()).run().status() == 0,
                "a small file system needs root");
        try {
            Jmachine onSmall = Jmachine.withStore(small.resolve("store"));
            createNone(onSmall, "there").orFail();
            fill(small.resolve("ballast"));

            assertThat(createNone(onSmall, "web").refusalWith("STORE_IO")).containsIgnoringCase("no space left");
            assertThat(onSmall.run("ls", "-q").orFail()).isEqualTo("there");
            onSmall.run("inspect", "there").orFail();
            onSmall.run("rm", "-y", "there").orFail();

            Files.delete(small.resolve("ballast"));
            assertThat(onSmall.run("ls", "-q").orFail()).isEmpty();
            createNone(onSmall, "web").orFail();
        } finally {
            Program.of("umount", small.toString()).run().orFail();
        }
    }

    /** Fills a file system to its last block. */
    private static void fill(Path file) {
        Program.of("sh", "-c", "cat /dev/zero > \"$0\" 2>/dev/null; sync \"$0\";"
                + " test $(df --output=avail \"$0\" | tail -1) = 0",
                file.toString()).run().orFail();
    }

    @Test
    void aSecondProcessIsToldWhoWorksOnTheMachineAndAKilledOneStandsInNobodysWay() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                RunningProgram first = jmachine.start("create", "-d", "generic", "--generic-ip-address", "127.0.0.1",
                        "--generic-ssh-port", Integer.toString(silent.getLocalPort()), "web")) {
            first.awaitOutput("Waiting for SSH");

            Outcome second = jmachine.run("rm", "-y", "web");

            assertThat(second.refusalWith("MACHINE_LOCKED")).contains("process " + first.pid() + " (create, since ");
            assertThat(jmachine.run("ls", "-q").orFail()).isEqualTo("web");
            first.kill();
        }
        Outcome third = jmachine.run("rm", "-y", "web");
        third.orFail();
        assertThat(third.took()).isLessThan(Duration.ofSeconds(5));
        assertThat(jmachine.knowsNothingOf("web")).isTrue();
    }

    @Test
    void twoProcessesThatCreateOneMachineMakeItOnce() {
        List<Outcome> outcomes = new ArrayList<>();
        try (RunningProgram first = jmachine.start("create", "-d", "none", "--url", "tcp://127.0.0.1:1", "web");
                RunningProgram second = jmachine.start("create", "-d", "none", "--url", "tcp://127.0.0.1:2", "web")) {
            outcomes.add(first.await());
            outcomes.add(second.await());
        }
        outcomes.sort((one, other) -> one.status() - other.status());
        outcomes.get(0).orFail();
        outcomes.get(1).refusalWith("MACHINE_EXISTS");
        assertThat(jmachine.run("ls", "-q").orFail()).isEqualTo("web");
    }
}
