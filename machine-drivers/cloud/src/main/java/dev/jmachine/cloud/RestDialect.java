package dev.jmachine.cloud;

import dev.jmachine.spi.FailureKind;
import java.util.Map;

/** How one provider speaks of its failures. Implementations are stateless. */
public interface RestDialect {

    /** Return the provider's name, as users know it. */
    String provider();

    /** Read the id of the request from its answer; empty when there is none. */
    String requestId(RestAnswer answer);

    /** Read what a failure's body says. */
    ProviderError error(JsonValue body);

    /** Return headers that every request bears beside those of HTTP. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** Tell what kind of failure it is; by its status, where the provider's code says no more. */
    default FailureKind kind(int status, ProviderError error) {
        return byStatus(status);
    }

    /** Tell what kind of failure a status means in HTTP. */
    static FailureKind byStatus(int status) {
        return switch (status) {
            case 401, 403 -> FailureKind.AUTHENTICATION;
            case 404, 410 -> FailureKind.NOT_FOUND;
            case 409 -> FailureKind.ALREADY_EXISTS;
            case 408, 425, 429 -> FailureKind.TRANSIENT;
            default -> status >= 500 ? FailureKind.TRANSIENT : FailureKind.OTHER;
        };
    }
}
