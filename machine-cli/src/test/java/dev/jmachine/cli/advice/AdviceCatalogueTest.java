package dev.jmachine.cli.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdviceCatalogueTest {
    private static final Path PAGE = Path.of("../docs/errors.md");
    private static final String HEAD = """
            # Errors

            Every failure is reported in three lines on standard error: what was being done, what happened, and what \
            to do next, with a
            code in brackets. Codes are stable. `NAME` stands for the machine's name, `DRIVER` for the driver's. \
            `--stacktrace` shows
            where a failure comes from.

            The exit status is 1 for any error, 3 when a check made before anything was created has failed, 130 after \
            Ctrl-C; `ssh` ends
            with the status of the command on the machine.

            | code | what has happened | what to do |
            | --- | --- | --- |
            """;

    @Test
    void thePageHoldsTheWholeCatalogue() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (ErrorCode code : ErrorCode.values()) {
            Advice advice = AdviceCatalogue.of(code);
            page.append("| `").append(code).append("` | ").append(advice.meaning()).append(" | ")
                    .append(filled(advice.action())).append(" |\n");
        }

        if (Boolean.getBoolean("jmachine.write.docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("written anew with -Djmachine.write.docs=true").hasContent(page.toString());
    }

    private static String filled(String action) {
        return action.replace("{program}", "jmachine").replace("{machine}", "NAME").replace("{driver}", "DRIVER");
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeHasAdviceInOneLineOfWholeSentences(ErrorCode code) {
        Advice advice = AdviceCatalogue.of(code);

        assertThat(advice.meaning()).endsWith(".").doesNotContain("\n").hasSizeLessThan(80);
        assertThat(advice.action()).endsWith(".").doesNotContain("\n").hasSizeLessThan(140);
    }

    @Test
    void adviceNamesTheMachineAndTheProgram() {
        MachineException failure = new MachineException(ErrorCode.MACHINE_UNFINISHED, "Starting", "It is unfinished.")
                .at("dev", null, "qemu");

        assertThat(AdviceCatalogue.action(failure, "docker-machine")).isEqualTo(
                "Go on with \"docker-machine create dev\", or remove it with \"docker-machine rm dev\".");
    }
}
