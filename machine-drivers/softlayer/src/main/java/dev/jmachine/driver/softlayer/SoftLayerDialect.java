package dev.jmachine.driver.softlayer;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestDialect;
import dev.jmachine.spi.FailureKind;

/**
 * How SoftLayer tells of failures: https://sldn.softlayer.com/article/exception-handling-softlayer-api/ The status is
 * 500 for nearly everything that is wrong; the exception's name tells what, where it is not the one for all.
 */
final class SoftLayerDialect implements RestDialect {
    private static final String EXCEPTION = "SoftLayer_Exception_";
    private static final String GENERAL = EXCEPTION + "Public";

    @Override
    public String provider() {
        return "IBM Cloud";
    }

    /** The API's documentation promises none; these are the ones of IBM Cloud's gateways. */
    @Override
    public String requestId(RestAnswer answer) {
        return answer.header("X-Request-ID", "X-Correlation-ID", "X-Global-Transaction-Id");
    }

    @Override
    public ProviderError error(JsonValue body) {
        return new ProviderError(body.text("code"), body.text("error"));
    }

    @Override
    public FailureKind kind(int status, ProviderError error) {
        if (status == 401 || error.sentence().startsWith("Access Denied")) {
            return FailureKind.AUTHENTICATION;
        }
        if (error.code().isEmpty() || error.code().equals(GENERAL)) {
            return general(status, error.sentence());
        }
        return switch (error.code().substring(error.code().lastIndexOf('_') + 1)) {
            case "RateLimitExceeded", "ActiveTransactionExists" -> FailureKind.TRANSIENT;
            case "ObjectNotFound" -> FailureKind.NOT_FOUND;
            case "AccessDenied", "InvalidLegacyToken" -> FailureKind.AUTHENTICATION;
            case "InsufficientCapacity", "InsufficientResources" -> FailureKind.QUOTA;
            default -> status == 500 ? FailureKind.OTHER : byStatus(status);
        };
    }

    /** Where the exception has no name of its own, its sentence has to do. */
    private static FailureKind general(int status, String sentence) {
        if (sentence.startsWith("Internal Error") || sentence.isEmpty() && (status == 0 || status == 500)) {
            return FailureKind.TRANSIENT;
        }
        if (sentence.matches("(?is).*\\b(quota|limit)\\b.*")) {
            return FailureKind.QUOTA;
        }
        return status == 500 ? FailureKind.OTHER : byStatus(status);
    }

    /** A path that is not there, as behind a wrong endpoint, is 404 too, and nothing is gone. */
    private static FailureKind byStatus(int status) {
        FailureKind kind = RestDialect.byStatus(status);
        return kind == FailureKind.NOT_FOUND ? FailureKind.OTHER : kind;
    }
}
