package dev.jmachine.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void keysKeepTheirOrderUnlessSorted() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("b", Arrays.asList(1, true, null, 2.5));
        value.put("a", Map.of());

        assertThat(JsonText.compact(value)).isEqualTo("{\"b\":[1,true,null,2.5],\"a\":{}}");
        assertThat(JsonText.compact(JsonText.sorted(value))).isEqualTo("{\"a\":{},\"b\":[1,true,null,2.5]}");
    }

    @Test
    void prettyTextHasOnePartOnEachLine() {
        assertThat(JsonText.pretty(Map.of("a", List.of(1, Map.of("b", List.of())))))
                .isEqualTo("{\n    \"a\": [\n        1,\n        {\n            \"b\": []\n        }\n    ]\n}");
    }

    @Test
    void lettersThatJsonOrHtmlReadOtherwiseAreEscaped() {
        assertThat(JsonText.compact("\"\\\n\r\t\u0001<>&\u2028é"))
                .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0001\\u003c\\u003e\\u0026\\u2028é\"");
    }
}
