package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is made: each with one report, a code, and nothing left behind. */
class BadInputIT {

    @TempDir
    Path folder;

    private Jmachine jmachine;

    @BeforeEach
    void emptyStore() {
        jmachine = Jmachine.withStore(folder.resolve("store"));
    }

    private Outcome createNone(String name) {
        return jmachine.run("create", "-d", "none", "--url", "tcp://127.0.0.1:1", name);
    }

    @Test
    void anUnknownDriverIsRefusedAndTheInstalledOnesAreNamed() {
        String refusal = jmachine.run("create", "-d", "nosuch", "web").refusalWith("DRIVER_NOT_FOUND");

        assertThat(refusal).contains("Driver \"nosuch\" not found", "generic", "none", "qemu");
        assertThat(jmachine.knowsNothingOf("web")).isTrue();
    }

    @Test
    void anUnknownOptionIsRefusedAndTheOneMeantIsNamed() {
        String refusal = jmachine.run("create", "-d", "generic", "--generic-ip-adress", "127.0.0.1", "web").refusal(1);

        assertThat(refusal).contains("flag provided but not defined: -generic-ip-adress", "--generic-ip-address");
        assertThat(jmachine.knowsNothingOf("web")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh", "2x", "1.5"})
    void anOptionsValueThatIsNoNumberIsRefused(String value) {
        String refusal = jmachine.run("create", "-d", "generic", "--generic-ip-address", "127.0.0.1",
                "--generic-ssh-port", value, "web").refusal(1);

        assertThat(refusal).contains("generic-ssh-port", "\"" + value + "\"");
        assertThat(jmachine.knowsNothingOf("web")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-22"})
    void aNumberThatIsNoPortIsRefused(String value) {
        String refusal = jmachine.run("create", "-d", "generic", "--generic-ip-address", "127.0.0.1",
                "--generic-ssh-port=" + value, "web").refusalWith("INVALID_ARGUMENT");

        assertThat(refusal).contains("--generic-ssh-port", value);
        assertThat(jmachine.knowsNothingOf("web")).isTrue();
    }

    @Test
    void whatTheDriverCannotDoWithoutIsAskedFor() {
        assertThat(jmachine.run("create", "-d", "generic", "web").refusalWith("INVALID_ARGUMENT"))
                .contains("--generic-ip-address");
        assertThat(jmachine.run("create", "-d", "none", "web").refusalWith("INVALID_ARGUMENT")).contains("--url");
    }

    @Test
    void aKeyFileThatIsNotThereIsRefused() {
        String refusal = jmachine.run("create", "-d", "generic", "--generic-ip-address", "127.0.0.1",
                "--generic-ssh-key", folder.resolve("nowhere").toString(), "web").refusalWith("INVALID_ARGUMENT");

        assertThat(refusal).contains("SSH key does not exist", folder.resolve("nowhere").toString());
        assertThat(jmachine.knowsNothingOf("web")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../web", "a/b", "/web", ".web", "two words", "a\nb", "web;reboot"})
    void aNameThatCouldNotBeAHostNameIsRefused(String name) throws IOException {
        String refusal = createNone(name).refusal(1);

        assertThat(refusal).contains("Invalid hostname specified. Allowed hostname chars are: 0-9a-zA-Z . -");
        assertThat(jmachine.run("ls", "-q").orFail()).isEmpty();
        try (var files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("config.json", "web", "b");
        }
    }

    @Test
    void aNameThatIsTakenIsRefusedAndItsOwnerIsAsBefore() throws IOException {
        createNone("web").orFail();
        String before = Files.readString(jmachine.file("web", "config.json"));

        String refusal = jmachine.run("create", "-d", "none", "--url", "tcp://127.0.0.1:2", "web")
                .refusalWith("MACHINE_EXISTS");

        assertThat(refusal).contains("Docker machine \"web\" already exists");
        assertThat(jmachine.file("web", "config.json")).hasContent(before);
        assertThat(jmachine.run("url", "web").orFail()).isEqualTo("tcp://127.0.0.1:1");
    }

    @Test
    void aNameThatDiffersFromAnotherInItsCaseOnlyIsRefused() {
        createNone("web").orFail();

        assertThat(createNone("Web").refusalWith("MACHINE_EXISTS")).contains("web");

        assertThat(jmachine.run("ls", "-q").orFail()).isEqualTo("web");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "start", "stop", "kill", "restart", "provision", "env", "ip", "url", "inspect",
        "config", "ssh"})
    void aMachineThatIsNotThereIsRefused(String command) {
        assertThat(jmachine.run(command, "ghost").refusalWith("MACHINE_NOT_FOUND"))
                .contains("Docker machine \"ghost\" does not exist.");
    }

    @Test
    void removingWhatIsNotThereIsRefused() {
        assertThat(jmachine.run("rm", "-y", "ghost").refusalWith("MACHINE_NOT_FOUND")).contains("ghost");
    }

    @Test
    void anUnknownCommandIsRefusedAndTheOneMeantIsNamed() {
        assertThat(jmachine.run("lss").refusal(1)).contains("'lss' is not a jmachine command", "'ls'");
    }

    @Test
    void whatTheDriverDoesNotOfferIsSaidSo() {
        createNone("web").orFail();

        assertThat(jmachine.run("stop", "web").refusalWith("UNSUPPORTED")).contains("cannot be stopped");
        assertThat(jmachine.run("provision", "web").refusalWith("UNSUPPORTED")).contains("none");
        assertThat(jmachine.run("ssh", "web", "true").refusal(1)).contains("Cannot run SSH command");
    }
}
