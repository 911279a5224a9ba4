package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import dev.jmachine.it.host.GenericMachine;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.Program;
import dev.jmachine.it.program.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two machines of the driver {@code generic} in daily use; they were created at the same time into an empty store. */
class GenericUseIT {

    @TempDir
    static Path folder;

    private static Jmachine jmachine;
    private static GenericMachine one;
    private static GenericMachine two;

    @BeforeAll
    static void createSideBySide() {
        jmachine = Jmachine.withStore(folder.resolve("store"));
        one = new GenericMachine(jmachine, "one", DebianHost.withEngine(Release.DEBIAN_12), "root");
        two = new GenericMachine(jmachine, "two", DebianHost.withEngine(Release.DEBIAN_13), "debian");
        try (RunningProgram first = jmachine.start(one.createArguments());
                RunningProgram second = jmachine.start(two.createArguments())) {
            first.await().orFail();
            second.await().orFail();
        }
    }

    @AfterAll
    static void stopHosts() {
        one.host().close();
        two.host().close();
    }

    @Test
    void bothClientCertificatesAreSignedByTheOneAuthorityThatBothEnginesTrust() {
        for (GenericMachine machine : List.of(one, two)) {
            Program.of("openssl", "verify", "-CAfile", jmachine.store().resolve("certs/ca.pem").toString())
                    .run(jmachine.file(machine.name(), "cert.pem").toString(),
                            jmachine.file(machine.name(), "ca.pem").toString()).orFail();
            assertThat(machine.docker("info", "-f", "{{.ServerVersion}}").orFail()).isNotEmpty();
        }
        assertThat(jmachine.run("ls", "--filter", "state=running", "-q").orFail().lines())
                .containsExactly("one", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void sshPassesOnExitStatusStreamsAndStandardInput(String builtIn) {
        Jmachine with = jmachine.with("MACHINE_NATIVE_SSH", builtIn);

        assertThat(with.run("ssh", "two", "uname", "-n").orFail()).isEqualTo(two.host().name());
        assertThat(with.run("ssh", "two", "whoami").orFail()).isEqualTo("debian");
        assertThat(with.run("ssh", "two", "exit 7").status()).isEqualTo(7);
        Outcome both = with.run("ssh", "two", "echo out; echo err >&2; exit 3");
        assertThat(both.status()).isEqualTo(3);
        assertThat(both.output()).isEqualTo("out\n");
        assertThat(both.errors()).isEqualTo("err\n");
        String text = "line\n".repeat(50_000) + "no line end";
        assertThat(with.reading(text).run("ssh", "two", "cat").output()).isEqualTo(text);
        assertThat(with.reading(text).run("ssh", "two", "wc -c").orFail()).isEqualTo(Integer.toString(text.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void scpCopiesBothWaysAndFromMachineToMachine(String builtIn) throws IOException {
        Jmachine with = jmachine.with("MACHINE_NATIVE_SSH", builtIn);
        Path here = Files.createDirectories(folder.resolve("copies-" + builtIn));
        String place = "/tmp/copies-" + builtIn;
        Files.writeString(here.resolve("a file"), "content\u0000\u00e9\n");
        Files.createDirectories(here.resolve("tree/below"));
        Files.writeString(here.resolve("tree/below/leaf"), "leaf");
        two.ssh("mkdir", place).orFail();
        one.ssh("mkdir", place).orFail();

        with.run("scp", here.resolve("a file").toString(), "two:" + place + "/up").orFail();
        with.run("scp", "-r", here.resolve("tree").toString(), "two:" + place).orFail();
        with.run("scp", "two:" + place + "/up", here.resolve("down").toString()).orFail();
        with.run("scp", "two:" + place + "/up", "one:" + place + "/across").orFail();
        with.run("scp", "-r", "two:" + place + "/tree", "one:" + place).orFail();

        assertThat(here.resolve("down")).hasSameBinaryContentAs(here.resolve("a file"));
        assertThat(one.host().run("sha256sum < " + place + "/across"))
                .isEqualTo(two.host().run("sha256sum < " + place + "/up"));
        assertThat(one.host().run("cat " + place + "/tree/below/leaf")).isEqualTo("leaf");
        assertThat(with.run("scp", "two:" + place + "/nowhere", here.toString()).status()).isNotZero();
    }

    @Test
    void newCertificatesTakeTheOldOnesPlace() throws IOException {
        Path old = Files.copy(two.jmachine().file("two", "ca.pem"), folder.resolve("old-ca.pem"));
        String before = serverCertificate(two);

        jmachine.run("regenerate-certs", "-f", "two").orFail();

        assertThat(serverCertificate(two)).isNotEqualTo(before);
        assertThat(two.docker("version").status()).isZero();
        assertThat(jmachine.file("two", "ca.pem")).hasSameTextualContentAs(old);
    }

    private static String serverCertificate(GenericMachine machine) {
        String shown = Program.of("openssl", "s_client", "-connect", machine.host().address() + ":2376").run().output();
        int begin = shown.indexOf("-----BEGIN CERTIFICATE-----");
        assertThat(begin).isPositive();
        return shown.substring(begin, shown.indexOf("-----END CERTIFICATE-----"));
    }

    @Test
    void anEngineOfAnotherAuthorityIsNotTrustedUntilItIsProvisionedAgain() {
        onHost("cd /etc/docker/jmachine && cp -a . /root/good"
                + " && openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=other -keyout server-key.pem -out server.pem"
                + " -addext subjectAltName=IP:" + one.host().address() + " 2>/dev/null && systemctl restart docker");

        assertThat(jmachine.run("config", "one").refusalWith("TLS")).containsIgnoringCase("authority");
        Outcome listed = jmachine.run("ls", "--filter", "name=^one$", "--format", "{{.State}} {{.Error}}");
        assertThat(listed.orFail()).startsWith("Running ").containsIgnoringCase("authority");

        jmachine.run("regenerate-certs", "-f", "one").orFail();
        assertThat(one.docker("version").status()).isZero();
    }

    @Test
    void anExpiredCertificateIsToldSoAndRenewed() throws IOException {
        expire(one);

        assertThat(jmachine.run("config", "one").refusalWith("TLS")).contains("expired");

        jmachine.run("provision", "one").orFail();
        assertThat(one.docker("version").status()).isZero();
    }

    /** Gives the engine a certificate that the store's authority has signed, and that has had its day. */
    private static void expire(GenericMachine machine) throws IOException {
        Path certs = jmachine.store().resolve("certs");
        Path made = Files.createDirectories(folder.resolve("expired"));
        Files.writeString(made.resolve("names"), "subjectAltName=IP:" + machine.host().address() + "\n"
                + "extendedKeyUsage=serverAuth\n");
        String key = made.resolve("server-key.pem").toString();
        Program.of("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=one", "-keyout", key, "-out",
                made.resolve("request").toString()).run().orFail();
        Program.of("openssl", "x509", "-req", "-in", made.resolve("request").toString(), "-CA",
                certs.resolve("ca.pem").toString(), "-CAkey", certs.resolve("ca-key.pem").toString(),
                "-set_serial", "7", "-days", "-1", "-extfile", made.resolve("names").toString(), "-out",
                made.resolve("server.pem").toString()).run().orFail();
        for (String file : List.of("server.pem", "server-key.pem")) {
            jmachine.run("scp", made.resolve(file).toString(), "one:/etc/docker/jmachine/" + file).orFail();
        }
        onHost("systemctl restart docker");
    }

    private static void onHost(String command) {
        one.host().run(command);
    }

    @Test
    void aDriverThatHasNoPowerOverTheHostSaysSo() {
        for (String action : List.of("stop", "kill", "start")) {
            jmachine.run(action, "one").refusal(1);
        }
        assertThat(jmachine.run("stop", "one").refusalWith("UNSUPPORTED"))
                .contains("generic driver does not support stop");
        assertThat(jmachine.run("status", "one").orFail()).isEqualTo("Running");
    }

    @Test
    void restartRebootsTheHostAndReturnsWhenTheEngineServesAgain() {
        String boot = two.host().run("cat /proc/sys/kernel/random/boot_id");

        Outcome restarted = jmachine.run("restart", "two");

        assertThat(restarted.orFail()).contains("Restarting \"two\"...", "Machine \"two\" was restarted.");
        assertThat(two.host().run("cat /proc/sys/kernel/random/boot_id")).isNotEqualTo(boot);
        assertThat(two.docker("version").status()).isZero();
    }

    @Test
    void anotherHostKeyIsRefusedWithBothFingerprints() {
        two.host().run("mkdir -p /root/keys && cp -a /etc/ssh/ssh_host_* /root/keys/ && rm /etc/ssh/ssh_host_*"
                + " && ssh-keygen -q -A && systemctl restart ssh");
        try {
            String shown = Program.of("sh", "-c",
                    "ssh-keyscan -t ed25519 \"$0\" 2>/dev/null | ssh-keygen -lf - | cut -d ' ' -f 2",
                    two.host().address()).run().orFail();
            assertThat(jmachine.run("provision", "two").refusalWith("HOST_KEY_CHANGED"))
                    .contains(two.host().hostKeyFingerprint(), shown);
            Outcome ssh = two.ssh("true");
            assertThat(ssh.status()).isEqualTo(255);
            assertThat(ssh.errors()).contains(shown);
            Outcome builtIn = jmachine.with("MACHINE_NATIVE_SSH", "true").run("ssh", "two", "true");
            assertThat(builtIn.refusalWith("HOST_KEY_CHANGED"))
                    .contains(two.host().hostKeyFingerprint(), shown);
        } finally {
            Program.of("ssh", "-i", two.host().key().toString(), "-o", "StrictHostKeyChecking=no",
                    "-o", "UserKnownHostsFile=/dev/null", "root@" + two.host().address(),
                    "cp -a /root/keys/* /etc/ssh/ && systemctl restart ssh").run().orFail();
        }
        two.ssh("true").orFail();
    }

    @Test
    void aHostThatIsCutOffIsOneRowsTimeoutAndNothingWaitsForIt() {
        two.host().unplug();
        try {
            Outcome listed = jmachine.run("ls", "--timeout", "3", "--format", "{{.Name}} {{.State}}");
            assertThat(listed.orFail().lines()).containsExactly("one Running", "two Timeout");
            assertThat(listed.took()).isLessThan(Duration.ofSeconds(10));
            assertThat(jmachine.run("status", "two").output().strip()).isEqualTo("Timeout");
        } finally {
            two.host().plug();
        }
        assertThat(jmachine.run("status", "two").orFail()).isEqualTo("Running");
    }
}
