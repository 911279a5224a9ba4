package dev.jmachine.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandWordsTest {

    private static CommandWords split(String line) {
        return split(Map.of(), line);
    }

    private static CommandWords split(Map<String, String> environment, String line) {
        return CommandWords.split(line.isEmpty() ? List.of() : List.of(line.split(" ")), environment, "ssh"::equals);
    }

    @Test
    void globalFlagsStandBeforeTheCommand() {
        CommandWords words = split("-D --storage-path=/s --bugsnag-api-token=no-report --native-ssh ls -q");

        assertThat(words.command()).isEqualTo("ls");
        assertThat(words.words()).containsExactly("-q");
        assertThat(words.globals().text("storage-path")).isEqualTo("/s");
        assertThat(words.globals().on("debug")).isTrue();
        assertThat(words.globals().on("native-ssh")).isTrue();
    }

    @Test
    void longGlobalFlagsAreTakenFromAfterTheCommandToo() {
        CommandWords words = split("create a --storage-path /s -D -s x --debug=false");

        assertThat(words.words()).containsExactly("a", "-s", "x");
        assertThat(words.globals().text("storage-path")).isEqualTo("/s");
        assertThat(words.globals().on("debug")).isFalse();
    }

    @Test
    void nothingIsTakenFromTheWordsOfSshOrAfterTwoDashes() {
        assertThat(split("ssh a ls --debug -D").words()).containsExactly("a", "ls", "--debug", "-D");
        assertThat(split("rm -- --debug").words()).containsExactly("--", "--debug");
    }

    @Test
    void flagsComeFromTheEnvironmentOfDockerMachine() {
        CommandWords words = split(Map.of("MACHINE_STORAGE_PATH", "/e", "MACHINE_DEBUG", "1"), "ls");

        assertThat(words.globals().text("storage-path")).isEqualTo("/e");
        assertThat(words.globals().on("debug")).isTrue();
        assertThat(words.globals().number("parallel")).isEqualTo(4);
    }

    @Test
    void aBadVariableIsRefused() {
        assertThatThrownBy(() -> split(Map.of("MACHINE_DEBUG", "perhaps"), "ls")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> split("--parallel 0 ls")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> split("--nosuch ls")).hasMessage("flag provided but not defined: -nosuch");
        assertThatThrownBy(() -> split("--storage-path")).hasMessage("flag needs an argument: -storage-path");
    }

    @Test
    void helpInTheCommandsPlaceIsACommand() {
        assertThat(split("--help").command()).isEqualTo("help");
        assertThat(split("").command()).isEmpty();
    }
}
