package dev.jmachine.cloud;

import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a provider has answered.
 *
 * @param status HTTP status
 * @param headers its headers
 * @param body its body; empty when there was none, or no JSON
 */
public record RestAnswer(int status, HttpHeaders headers, JsonValue body) {

    /** Return the value of the first of several headers that is there, or empty. */
    public String header(String... names) {
        return Stream.of(names).map(headers::firstValue).flatMap(Optional::stream).findFirst().orElse("");
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }
}
