package dev.jmachine.swarm.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PortScriptTest {
    /** What the script may need: of Debian's essential package perl-base, which slim images have alone. */
    private static final Set<String> PERL_BASE =
            Set.of("strict", "warnings", "Errno", "Fcntl", "POSIX", "Socket", "IO::Handle", "IO::Select", "IO::Socket");

    @Test
    void needsNothingThatIsNotOnEveryDebianHost() throws IOException {
        try (InputStream script = PortScriptTest.class.getResourceAsStream("probe-ports.pl")) {
            List<String> modules = Pattern.compile("^\\s*(?:use|require) ([A-Za-z:]+)", Pattern.MULTILINE)
                    .matcher(new String(script.readAllBytes(), StandardCharsets.UTF_8)).results()
                    .map((MatchResult match) -> match.group(1)).toList();

            assertThat(modules).contains("Socket").isSubsetOf(PERL_BASE);
        }
    }
}
