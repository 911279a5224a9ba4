package dev.jmachine.swarm.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {
    private final Substitution substitution = Substitution.strict(Map.of("A", "one", "EMPTY", "", "B_2", "two$"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "plain | plain", "$A | one", "${A} | one", "x${A}y$A-z | xoneyone-z", "$$A | $A", "$${A} | ${A}",
        "${B_2} | two$", "${EMPTY} | ''",
        "${A:-d} | one", "${EMPTY:-d} | d", "${EMPTY-d} | ''", "${NONE-d} | d", "${NONE:-} | ''",
        "${NONE:-a:-b} | a:-b", "${NONE:-${A}} | one", "${NONE:-x${NONE:-$A}y}! | xoney!",
        "${A:+r} | r", "${EMPTY:+r} | ''", "${EMPTY+r} | r", "${NONE+r} | ''",
        "${A:?needed} | one", "${A?needed} | one", "${EMPTY?needed} | ''", "${A:-${NONE:?needed}} | one"})
    void variablesAreReplacedAsInComposeFiles(String text, String result) throws Substitution.Failure {
        assertThat(substitution.apply(text)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "$NONE | the variable NONE is not set", "${NONE} | the variable NONE is not set",
        "${NONE:?give it} | the variable NONE is not set: give it",
        "${EMPTY:?give it} | the variable EMPTY is not set: give it", "${NONE?} | the variable NONE is not set",
        "${NONE:-${OTHER}} | the variable OTHER is not set",
        "${A | \"${\" without \"}\"", "${} | \"$\" is not followed by a variable's name; write \"$$\" for a dollar",
        "a$ | \"$\" is not followed by a variable's name; write \"$$\" for a dollar",
        "$1 | \"$\" is not followed by a variable's name; write \"$$\" for a dollar",
        "${A!x} | \"${A!x}\" has no form that is known, such as ${NAME:-default}"})
    void whatCannotBeReplacedIsTold(String text, String told) {
        assertThatThrownBy(() -> substitution.apply(text)).hasMessage(told);
    }

    @ParameterizedTest
    @CsvSource({"10, true", "30, false", "80000, false"})
    void defaultsMayBeNestedToADepth(int depth, boolean allowed) throws Substitution.Failure {
        String text = "${NONE:-".repeat(depth) + "x" + "}".repeat(depth);

        if (allowed) {
            assertThat(substitution.apply(text)).isEqualTo("x");
        } else {
            assertThatThrownBy(() -> substitution.apply(text)).hasMessageContaining("nested too deep");
        }
    }
}
