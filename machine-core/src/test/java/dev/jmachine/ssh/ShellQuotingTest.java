package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what {@link ShellQuoting} yields against the real {@code /bin/sh}. */
class ShellQuotingTest {

    /** Have the shell print the one word that it reads; the script goes in as bytes, past any locale. */
    private static String readByTheShell(String quoted) throws IOException {
        Process shell = new ProcessBuilder("/bin/sh").redirectErrorStream(true).start();
        String script = "set -- " + quoted + "\nprintf '%s|%s' \"$#\" \"$1\"\n";
        shell.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "plain", "two words", "'", "''", "'\\''", "\"", "\\", "\\'", "a\\", "-n", "--", "$HOME", "${IFS}", "$(id)",
        "`id`", "!!", "*", "?", "[a]", "~", "~root", "{a,b}", ";id", "&", "|id", ">x", "<x", "#c", "a\nb", "\n", "a\n",
        "\t", "\r", "%s%n", "\u001b[31m", "ä€😀", "'; rm -rf / #", "a=b", "\u007f", "' '", "'\n'"
    })
    void isReadBackAsTheSameSingleWord(String word) throws IOException {
        assertThat(readByTheShell(ShellQuoting.quote(word))).isEqualTo("1|" + word);
    }

    @Test
    void holdsForRandomTextOfShellCharacters() throws IOException {
        Random random = new Random(1);
        String alphabet = "ab '\"\\$`!*?[]{}()<>|&;#~=%-\n\t";
        for (int round = 0; round < 40; round++) {
            StringBuilder word = new StringBuilder();
            random.ints(random.nextInt(30), 0, alphabet.length()).forEach(i -> word.append(alphabet.charAt(i)));

            assertThat(readByTheShell(ShellQuoting.quote(word.toString()))).isEqualTo("1|" + word);
        }
    }

    @Test
    void holdsForEveryAsciiCharacterButNul() throws IOException {
        StringBuilder all = new StringBuilder();
        for (char character = 1; character < 128; character++) {
            all.append(character);
        }

        assertThat(readByTheShell(ShellQuoting.quote(all.toString()))).isEqualTo("1|" + all);
    }

    @Test
    void refusesWhatNoArgumentCanHold() {
        assertThatThrownBy(() -> ShellQuoting.quote("a\0b"))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }
}
