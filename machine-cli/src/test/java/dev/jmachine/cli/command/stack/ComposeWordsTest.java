package dev.jmachine.cli.command.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComposeWordsTest {

    private static ComposeWords of(String line) {
        return ComposeWords.of(List.of(line.split(" ")));
    }

    @Test
    void flagsBeforeComposesCommandAreTakenAndAllElseIsItsOwn() {
        ComposeWords words = of("-m one -f a.yaml --file=b.yaml --profile x --compatibility -p shop up -d -f y -m z");

        assertThat(words.list("machine")).containsExactly("one");
        assertThat(words.list("file")).containsExactly("a.yaml", "b.yaml");
        assertThat(words.text("project-name", "")).isEqualTo("shop");
        assertThat(words.rest()).containsExactly("--profile", "x", "--compatibility", "up", "-d", "-f", "y", "-m", "z");
    }

    @Test
    void aFlagWithoutItsValueIsRefused() {
        assertThatThrownBy(() -> of("-m")).hasMessage("flag needs an argument: -m");
    }
}
