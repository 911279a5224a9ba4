package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a script that stands in for {@code az}. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CommandTokenTest {
    @TempDir
    Path folder;

    private CommandToken token(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("az"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new CommandToken(program.toString(), "https://management.azure.com", "tenant");
    }

    private static void assertFails(CommandToken token, String words) {
        assertThatThrownBy(token::get).isInstanceOfSatisfying(MachineException.class,
                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.AUTHENTICATION)).hasMessageContaining(words);
    }

    @Test
    void asksOnceForATokenOfTheAudienceAndTheTenant() throws IOException {
        Path asked = folder.resolve("asked");
        CommandToken token = token("echo \"$@\" >>'" + asked + "'; echo '{\"accessToken\": \"eyJ\"}'");
        assertThat(token.get()).isEqualTo("eyJ");
        assertThat(token.get()).isEqualTo("eyJ");
        assertThat(asked).hasContent("account get-access-token --resource https://management.azure.com"
                + " --output json --tenant tenant");
    }

    @Test
    void tellsWhatTheCommandSays() throws IOException {
        assertFails(token("echo 'Please run az login' >&2; exit 1"), "It says: Please run az login");
    }

    @Test
    void tellsWhatToDoWhereTheCommandIsNot() {
        assertFails(new CommandToken(folder.resolve("none").toString(), "a", ""), "az login");
    }

    @Test
    void anAnswerWithoutATokenIsNone() throws IOException {
        assertFails(token("echo '{}'"), "no token");
    }
}
