package dev.jmachine.cloud;

import java.net.http.HttpHeaders;
import java.util.List;

/**
 * What a provider has answered.
 *
 * @param status HTTP status
 * @param headers its headers
 * @param body its body; empty when there was none, or no JSON
 */
public record RestAnswer(int status, HttpHeaders headers, JsonValue body) {

    /** Return a header's first value, or empty. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Return the first of several headers that is there, or empty. */
    String firstHeader(List<String> names) {
        return names.stream().map(this::header).filter(value -> !value.isEmpty()).findFirst().orElse("");
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }
}
