package dev.jmachine.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/**
 * How a program ended.
 *
 * @param command the program and its arguments
 * @param status its exit status; 128 and the signal's number when a signal ended it
 * @param output what it wrote on standard output
 * @param errors what it wrote on standard error
 * @param took how long it ran
 */
public record Outcome(List<String> command, int status, String output, String errors, Duration took) {

    /** Return what it wrote on standard output without the last line end; fail the test when its status is not 0. */
    public String orFail() {
        assertThat(status).as(this::description).isZero();
        return output.strip();
    }

    /** Return what it wrote on standard error; fail the test when its status is another. */
    public String refusal(int expectedStatus) {
        assertThat(status).as(this::description).isEqualTo(expectedStatus);
        return errors.strip();
    }

    /**
     * Return the refusal of a command line of ours; fail the test when it does not end with status 1 and one report of
     * three parts (what was being done, what happened, what to do) with this code.
     */
    public String refusalWith(String code) {
        return refusalWith(code, 1);
    }

    /** Return the same for another exit status. */
    public String refusalWith(String code, int expectedStatus) {
        String refusal = refusal(expectedStatus);
        List<String> lines = refusal.lines().toList();
        assertThat(lines).as(this::description).hasSizeGreaterThanOrEqualTo(2);
        assertThat(lines.get(0)).as(this::description).doesNotStartWith(" ");
        assertThat(lines.subList(1, lines.size())).as(this::description).allMatch(line -> line.startsWith("  "));
        assertThat(lines.get(lines.size() - 1)).as(this::description).endsWith("[" + code + "]");
        assertThat(refusal).as(this::description).doesNotContain("Exception", "\tat ");
        return refusal;
    }

    private String description() {
        return String.join(" ", command) + "\nended with status " + status + " after " + took.toMillis() + " ms\n"
                + output + errors;
    }
}
