package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestDialect;
import dev.jmachine.spi.FailureKind;
import java.util.Locale;
import java.util.Map;

/**
 * How CloudStack speaks of failures: a number of its own as the HTTP status and in the body, or in a job's result, and
 * a sentence. https://docs.cloudstack.apache.org/en/latest/developersguide/dev.html#error-handling
 */
final class CloudStackDialect implements RestDialect {
    private static final int PARAMETER = 431;
    private static final int INTERNAL = 530;
    private static final int ACCOUNT = 531;
    private static final int ACCOUNT_LIMIT = 532;
    private static final int NO_CAPACITY = 533;
    private static final int RESOURCE_LIMIT = 535;
    private static final int RULE_CONFLICT = 537;

    @Override
    public String provider() {
        return "CloudStack";
    }

    /** CloudStack names no requests; what stands before it may. */
    @Override
    public String requestId(RestAnswer answer) {
        return answer.header("X-Request-Id", "X-Correlation-Id");
    }

    @Override
    public ProviderError error(JsonValue body) {
        JsonValue error = content(body);
        return new ProviderError(error.text("cserrorcode"), error.text("errortext"));
    }

    /** Return what is in an answer: one object under the command's name. */
    static JsonValue content(JsonValue body) {
        return body.value() instanceof Map<?, ?> object && object.size() == 1
                ? new JsonValue(object.values().iterator().next()) : body;
    }

    @Override
    public FailureKind kind(int status, ProviderError error) {
        return switch (status) {
            case PARAMETER -> isUnknown(error.sentence()) ? FailureKind.NOT_FOUND : FailureKind.OTHER;
            case ACCOUNT -> FailureKind.AUTHENTICATION;
            case ACCOUNT_LIMIT, NO_CAPACITY, RESOURCE_LIMIT -> FailureKind.QUOTA;
            case RULE_CONFLICT -> FailureKind.ALREADY_EXISTS;
            case 0 -> jobKind(error);
            default -> RestDialect.byStatus(status);
        };
    }

    /** A job that failed has been tried by CloudStack itself as often as it holds useful. */
    private FailureKind jobKind(ProviderError error) {
        int code = (int) new JsonValue(error.code()).number();
        return code == 0 || code == INTERNAL ? FailureKind.OTHER : kind(code, error);
    }

    private static boolean isUnknown(String sentence) {
        String words = sentence.toLowerCase(Locale.ROOT);
        return words.contains("does not exist") || words.contains("unable to find");
    }
}
