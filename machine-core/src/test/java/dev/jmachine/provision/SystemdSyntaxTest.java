package dev.jmachine.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SystemdSyntaxTest {

    @Test
    void valuesAreThoseOfTheServiceSectionWithContinuedLinesJoined() {
        String unit = """
                [Unit]
                ExecStart=/not/this
                # ExecStart=/nor/this
                [Service]
                ExecStart = /usr/bin/dockerd -a \\
                  # a comment in between
                ; and another
                  -b
                ExecStartPre=/nor/this
                ExecStart=
                [Install]
                ExecStart=/nor/this
                """;

        assertThat(SystemdSyntax.values(unit, "ExecStart")).containsExactly("/usr/bin/dockerd -a  -b", "");
    }

    @Test
    void wordsAreReadWithTheirQuotesAndBackslashesTakenAway() {
        assertThat(SystemdSyntax.words("/bin/x  --a=\"b c\" '' \"say \\\"hi\\\"\" d\\ e"))
                .isEqualTo(List.of("/bin/x", "--a=b c", "", "say \"hi\"", "d e"));
    }

    @Test
    void whatIsQuotedIsReadAsTheSameWordAgain() {
        for (String word : List.of("plain", "two words", "it's", "a\"b", "back\\slash", ";", "", "ü")) {
            assertThat(SystemdSyntax.words("/bin/x " + SystemdSyntax.quoteArgument(word)))
                    .as(word).isEqualTo(List.of("/bin/x", word));
        }
    }

    @Test
    void nothingInAQuotedWordIsExpanded() {
        assertThat(SystemdSyntax.quoteArgument("tag=$HOME 100%")).isEqualTo("\"tag=$$HOME 100%%\"");
        assertThat(SystemdSyntax.quote("A=$b%40")).as("variables are only expanded in commands")
                .isEqualTo("\"A=$b%%40\"");
    }
}
