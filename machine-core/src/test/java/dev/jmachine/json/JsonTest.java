package dev.jmachine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private final Json json = new Json();

    private Map<String, Object> read(String text) throws IOException {
        return json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-machine-none.json", "docker-machine-amazonec2.json"})
    void whatDockerMachineWroteIsWrittenBackByteForByte(String resource) throws IOException {
        byte[] text = JsonTest.class.getResourceAsStream("/dev/jmachine/store/" + resource).readAllBytes();

        assertThat(json.write(json.read(text))).isEqualTo(new String(text, StandardCharsets.UTF_8));
    }

    @Test
    void everyKindOfValueIsKept() throws IOException {
        Map<String, Object> object = read("{\"z\":1,\"y\":-5000000000,\"x\":18446744073709551616,\"w\":1.10,"
                + "\"v\":1E+2,\"u\":true,\"t\":false,\"s\":null,\"r\":\"\",\"q\":[],\"p\":{}}");

        assertThat(object).containsExactlyEntriesOf(mapOf(
                "z", 1, "y", -5_000_000_000L, "x", new BigInteger("18446744073709551616"),
                "w", new BigDecimal("1.10"), "v", new BigDecimal("1E+2"), "u", true, "t", false, "s", null,
                "r", "", "q", List.of(), "p", Map.of()));
        assertThat(read(json.write(object))).isEqualTo(object);
    }

    private static Map<String, Object> mapOf(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    @Test
    void charactersThatMeanSomethingInHtmlAreEscapedAsGoDoes() throws IOException {
        String text = json.write(Map.of("key", "<&>\u2028\u2029é\"\\\n\u0001"));

        assertThat(text).isEqualTo(
                "{\n    \"key\": \"\\u003c\\u0026\\u003e\\u2028\\u2029é\\\"\\\\\\n\\u0001\"\n}");
        assertThat(read(text)).containsEntry("key", "<&>\u2028\u2029é\"\\\n\u0001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "\"text\"", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}",
            "{}{}", "{} x", "{a:1}", "{\"a\":+1}", "{\"a\":NaN}", "{\"a\":\"b\nc\"}"})
    void anythingButOneObjectIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] text = {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, '"', '}'};

        assertThatThrownBy(() -> json.read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void tooDeepNestingIsRefusedAndNotFollowedUntilTheStackIsFull() {
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000))).isInstanceOf(IOException.class);
    }

    @Test
    void theMessageTellsThePlaceAndNotTheSecretThatStandsThere() {
        assertThatThrownBy(() -> read("{\n  \"AccessKey\": s3cr3t\n}"))
                .hasMessageContaining("line 2")
                .hasNoCause()
                .hasMessageNotContaining("s3cr3t");
    }
}
