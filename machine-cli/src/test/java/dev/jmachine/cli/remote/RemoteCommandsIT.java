package dev.jmachine.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jmachine.cli.Distribution;
import dev.jmachine.testkit.SshHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ssh and scp through the distribution, with OpenSSH's programs and without, to machines that docker-machine made. */
class RemoteCommandsIT {
    private static final String OPENSSH = "--native-ssh=false";
    private static final String NATIVE = "--native-ssh=true";

    @TempDir
    Path folder;
    private Path store;
    private SshHost host;
    private SshHost second;
    private Distribution jmachine;

    @BeforeEach
    void open() throws IOException {
        store = folder.resolve("store");
        host = SshHost.start(Files.createDirectories(folder.resolve("a")));
        second = SshHost.start(Files.createDirectories(folder.resolve("b")));
        jmachine = new Distribution(store);
        record("m", host);
        record("n", second);
    }

    @AfterEach
    void close() {
        host.close();
        second.close();
    }

    /** Write what docker-machine keeps of a machine of its driver generic. */
    private void record(String name, SshHost at) throws IOException {
        Path machine = Files.createDirectories(store.resolve("machines").resolve(name));
        Files.writeString(machine.resolve("config.json"), """
                {
                    "ConfigVersion": 3,
                    "Driver": {
                        "IPAddress": "127.0.0.1",
                        "MachineName": "%1$s",
                        "SSHUser": "%2$s",
                        "SSHPort": %3$d,
                        "SSHKeyPath": "%4$s",
                        "StorePath": "%5$s",
                        "EnginePort": 2376,
                        "SSHKey": "%4$s"
                    },
                    "DriverName": "generic",
                    "HostOptions": {
                        "EngineOptions": {},
                        "SwarmOptions": {},
                        "AuthOptions": {"StorePath": "%5$s/machines/%1$s"}
                    },
                    "Name": "%1$s"
                }
                """.formatted(name, SshHost.USER, at.port(), at.identity(), store));
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENSSH, NATIVE})
    void aCommandRunsWithItsOutputInputAndStatus(String way) {
        Distribution.Result result = jmachine.typing("from here\n").run(way, "ssh", "m",
                "cat; echo to err >&2; exit 7");

        assertThat(result.out()).isEqualTo("from here\n");
        assertThat(result.err()).contains("to err");
        assertThat(result.status()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENSSH, NATIVE})
    void twoDashesMayStandBeforeTheCommand(String way) {
        assertThat(jmachine.run(way, "ssh", "m", "--", "echo", "-n", "x").out()).isEqualTo("x");
    }

    @Test
    void flagsOfOpenSshMayStandBeforeTheCommand() {
        assertThat(jmachine.run("ssh", "m", "-C", "echo", "foo").out()).isEqualTo("foo\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENSSH, NATIVE})
    void theHostKeyIsPinnedAtTheFirstConnectionAndAnotherOneRefused(String way) {
        assertThat(jmachine.run(way, "ssh", "m", "true").status()).isZero();
        assertThat(store.resolve("machines/m/known_hosts")).content().startsWith("m " + host.hostKey());
        assertThat(jmachine.run(way, "ssh", "m", "true").err()).isEmpty();

        host.stop();
        host.renewHostKey();
        host.start();
        int logins = host.logins();

        assertThat(jmachine.run(way, "ssh", "m", "true").status()).isNotZero();
        assertThat(host.logins()).isEqualTo(logins);
    }

    @Test
    void aStoppedMachineIsNotLoggedInTo() {
        host.stop();
        Distribution.Result result = jmachine.run("ssh", "m", "true");

        assertThat(result.err()).startsWith("Error: Cannot run SSH command: Host \"m\" is not running");
        assertThat(result.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENSSH, NATIVE})
    void filesAreCopiedThereAndBack(String way) throws IOException {
        Path local = Files.writeString(folder.resolve("local.txt"), "A file created locally!");

        assertThat(jmachine.run(way, "scp", "-q", local.toString(), "m:" + host.home() + "/there.txt").status())
                .isZero();
        assertThat(host.home().resolve("there.txt")).hasContent("A file created locally!");
        Distribution.Result back = jmachine.in(folder).run(way, "scp", "-q", "m:" + host.home() + "/there.txt", ".");
        assertThat(back.err()).isEmpty();
        assertThat(folder.resolve("there.txt")).hasContent("A file created locally!");
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENSSH, NATIVE})
    void foldersAreCopiedWhole(String way) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("tree/in side")).resolve("x"), "deep");

        assertThat(jmachine.run(way, "scp", "-r", folder.resolve("tree").toString(), "m:" + host.home()).status())
                .isZero();
        assertThat(host.home().resolve("tree/in side/x")).hasContent("deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENSSH, NATIVE})
    void filesGoFromMachineToMachineByWayOfThisComputer(String way) throws IOException {
        Files.writeString(host.home().resolve("hop.txt"), "A file hopping around!");

        Distribution.Result result = jmachine.run(way, "scp", "-q", "m:" + host.home() + "/hop.txt",
                "n:" + second.home() + "/hopped.txt");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(second.home().resolve("hopped.txt")).hasContent("A file hopping around!");
        assertThat(store.resolve("machines/n/known_hosts")).content().startsWith("n " + second.hostKey());
    }

    @Test
    void aChangedHostKeyIsRefusedByScpToo() throws IOException {
        Path local = Files.writeString(folder.resolve("local.txt"), "x");
        jmachine.run("ssh", "m", "true");
        host.stop();
        host.renewHostKey();
        host.start();

        assertThat(jmachine.run("scp", local.toString(), "m:/" + host.home() + "/x").status()).isNotZero();
        assertThat(host.home().resolve("x")).doesNotExist();
    }

    @Test
    void rsyncSendsDifferencesOverTheSameVerifiedWay() throws IOException {
        assumeThat(ExternalProgram.find("rsync", System.getenv())).isPresent();
        Path local = Files.writeString(folder.resolve("local.txt"), "delta");

        Distribution.Result result =
                jmachine.run("scp", "-d", "-q", local.toString(), "m:" + host.home() + "/delta.txt");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(host.home().resolve("delta.txt")).hasContent("delta");
    }

    @Test
    void twoPlacesAreNeeded() {
        assertThat(jmachine.run("scp", "a").err()).isEqualTo("Improper number of arguments\n");
        assertThat(jmachine.run("scp", "nosuch:x", ".").err()).startsWith("Docker machine \"nosuch\" does not exist.");
    }
}
