package dev.jmachine.swarm.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
    private final Variables variables = new Variables(Map.of("TAG", "1.2", "EMPTY", ""));

    @ParameterizedTest
    @CsvSource({"$TAG,1.2", "a-${TAG}-b,a-1.2-b", "${TAG:-x},1.2", "${NONE:-x},x", "${EMPTY:-x},x", "[${EMPTY-x}],[]",
            "${NONE:-a${TAG}},a1.2", "${TAG:+set},set", "[${NONE+set}],[]", "[${NONE}],[]", "$$TAG,$TAG",
            "${TAG:?needed},1.2", "[${NONE:?needed}],[]", "no dollar,no dollar", "${TAG,${TAG", "$1 $TAG,$1 $TAG"})
    void formsOfTheComposeSpecificationAreSubstituted(String text, String expected) {
        assertThat(variables.substitute(text)).isEqualTo(expected);
    }

    @Test
    void namesAreFoundInEveryFormAndNotAfterADoubleDollar() {
        assertThat(Variables.names("a: $ONE\nb: ${TWO:-${THREE}}\nc: $$FOUR ${FIVE?x}"))
                .containsExactly("FIVE", "ONE", "THREE", "TWO");
    }
}
