package dev.jmachine.driver.exoscale;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestDialect;
import dev.jmachine.spi.FailureKind;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How Exoscale tells of failures: by an HTTP status and a message, lately in the form of RFC 9457, or by an operation
 * that ends with a reason. https://openapi-v2.exoscale.com/
 */
final class ExoscaleDialect implements RestDialect {
    private static final Pattern USED_UP = Pattern.compile("(?i)quota|limit|capacity");
    private static final Set<String> PASSING = Set.of("busy", "unavailable", "interrupted", "timeout");
    private static final int LOCKED = 423;
    private static final int THROTTLED = 429;

    @Override
    public String provider() {
        return "Exoscale";
    }

    @Override
    public String requestId(RestAnswer answer) {
        return answer.header("X-Request-Id");
    }

    @Override
    public ProviderError error(JsonValue body) {
        String detail = body.text("detail");
        if (!detail.isEmpty()) {
            return new ProviderError(body.text("title"), detail);
        }
        String message = body.text("message");
        return new ProviderError("", message.isEmpty() ? body.text("error") : message);
    }

    /** A quota has no status or reason of its own; only the sentence tells. */
    @Override
    public FailureKind kind(int status, ProviderError error) {
        if (status != THROTTLED && status < 500 && USED_UP.matcher(error.sentence()).find()) {
            return FailureKind.QUOTA;
        }
        return status == 0 ? byReason(error.code())
                : status == LOCKED ? FailureKind.TRANSIENT : RestDialect.byStatus(status);
    }

    private static FailureKind byReason(String reason) {
        return switch (reason) {
            case "not-found" -> FailureKind.NOT_FOUND;
            case "conflict" -> FailureKind.ALREADY_EXISTS;
            case "forbidden" -> FailureKind.AUTHENTICATION;
            default -> PASSING.contains(reason) ? FailureKind.TRANSIENT : FailureKind.OTHER;
        };
    }
}
