package dev.jmachine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BastionTest {

    private static Bastion parse(String text) {
        return Bastion.parse(text, Optional.empty());
    }

    @Test
    void readsUserHostAndPort() {
        assertThat(parse("me@gate.example:2222")).isEqualTo(new Bastion("me", "gate.example", 2222, Optional.empty()));
    }

    @Test
    void takesThisComputersUserAndThePortOfSshWhereNoneIsNamed() {
        assertThat(parse("gate")).isEqualTo(new Bastion(System.getProperty("user.name"), "gate", 22, Optional.empty()));
    }

    @Test
    void readsAnAddressInBracketsAndWritesItSo() {
        assertThat(parse("me@[2001:db8::7]:22").host()).isEqualTo("2001:db8::7");
        assertThat(parse(parse("me@[2001:db8::7]").toString())).isEqualTo(parse("me@[2001:db8::7]"));
    }

    @Test
    void makesTheKeysPathAbsolute() {
        Bastion bastion = Bastion.parse("gate", Optional.of(Path.of("keys/../id")));

        assertThat(bastion.key()).contains(Path.of("id").toAbsolutePath());
        assertThat(bastion.endpoint().identities()).containsExactly(Path.of("id").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@gate", "me@", "gate:0", "gate:65536", "gate:ssh", "-oProxyCommand=x", "me@-gate",
            "two words", "a@b c", "2001:db8::7", "gate;reboot", "-l@gate", "gate\n"})
    void refusesWhatIsNoBastion(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(MachineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            assertThat(e.problem()).isEqualTo("It is not of the form [user@]host[:port].");
        });
    }
}
