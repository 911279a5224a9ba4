package dev.jmachine.driver.digitalocean;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestDialect;
import dev.jmachine.spi.FailureKind;

/** How DigitalOcean tells of failures: https://docs.digitalocean.com/reference/api/reference/ */
final class DigitalOceanDialect implements RestDialect {

    @Override
    public String provider() {
        return "DigitalOcean";
    }

    @Override
    public String requestId(RestAnswer answer) {
        String told = answer.body().text("request_id");
        return told.isEmpty() ? answer.header("X-Request-Id") : told;
    }

    @Override
    public ProviderError error(JsonValue body) {
        return new ProviderError(body.text("id"), body.text("message"));
    }

    /** Everything that is wrong with a request is 422; only the sentence tells what. */
    @Override
    public FailureKind kind(int status, ProviderError error) {
        String sentence = error.sentence();
        if (sentence.contains("limit") && (status == 403 || status == 422)) {
            return FailureKind.QUOTA;
        }
        if (status == 422 && sentence.contains("pending event")) {
            return FailureKind.TRANSIENT;
        }
        return RestDialect.byStatus(status);
    }
}
