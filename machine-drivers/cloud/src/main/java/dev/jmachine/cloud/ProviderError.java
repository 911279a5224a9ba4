package dev.jmachine.cloud;

import java.util.Objects;

/**
 * What a provider says of a failure.
 *
 * @param code its code, such as {@code unprocessable_entity}; empty for none
 * @param sentence its sentence; empty for none
 */
public record ProviderError(String code, String sentence) {

    /** Check that nothing is null. */
    public ProviderError {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(sentence, "sentence");
    }
}
