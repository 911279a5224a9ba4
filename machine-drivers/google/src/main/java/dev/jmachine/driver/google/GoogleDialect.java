package dev.jmachine.driver.google;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestDialect;
import dev.jmachine.spi.FailureKind;

/** How Google's APIs tell of failures: https://cloud.google.com/apis/design/errors */
final class GoogleDialect implements RestDialect {

    @Override
    public String provider() {
        return "Google";
    }

    /** Google gives a request's id in a detail of the failure, where it does at all. */
    @Override
    public String requestId(RestAnswer answer) {
        return answer.body().each("error", "details").stream()
                .map(detail -> detail.text("requestId"))
                .filter(id -> !id.isEmpty())
                .findFirst().orElseGet(() -> answer.header("X-Request-Id", "X-Goog-Request-Id"));
    }

    @Override
    public ProviderError error(JsonValue body) {
        String reason = body.each("error", "errors").stream().map(error -> error.text("reason")).findFirst().orElse("");
        return new ProviderError(reason.isEmpty() ? body.text("error", "status") : reason,
                body.text("error", "message"));
    }

    @Override
    public FailureKind kind(int status, ProviderError error) {
        return switch (error.code()) {
            case "quotaExceeded", "limitExceeded", "QUOTA_EXCEEDED", "ZONE_RESOURCE_POOL_EXHAUSTED",
                    "ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS", "STOCKOUT" -> FailureKind.QUOTA;
            case "rateLimitExceeded", "userRateLimitExceeded", "resourceNotReady",
                    "RESOURCE_NOT_READY", "INTERNAL_ERROR" -> FailureKind.TRANSIENT;
            default -> RestDialect.byStatus(status);
        };
    }
}
