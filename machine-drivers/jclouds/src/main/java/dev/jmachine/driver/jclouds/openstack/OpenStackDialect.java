package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestDialect;
import dev.jmachine.spi.FailureKind;
import java.util.Locale;
import java.util.Map;

/**
 * How Keystone, Nova and Neutron speak of failures: one object in the body, its name or type the code, and in it a
 * message. https://specs.openstack.org/openstack/api-wg/guidelines/errors.html
 */
final class OpenStackDialect implements RestDialect {

    @Override
    public String provider() {
        return "OpenStack";
    }

    @Override
    public String requestId(RestAnswer answer) {
        return answer.header("x-openstack-request-id", "x-compute-request-id");
    }

    @Override
    public ProviderError error(JsonValue body) {
        if (!(body.value() instanceof Map<?, ?> object) || object.isEmpty()) {
            return new ProviderError("", "");
        }
        String name = object.keySet().iterator().next().toString();
        JsonValue error = body.at(name);
        String type = error.text("type").isEmpty() ? error.text("title") : error.text("type");
        return new ProviderError(type.isEmpty() ? name : type, error.text("message"));
    }

    @Override
    public FailureKind kind(int status, ProviderError error) {
        String sentence = error.sentence().toLowerCase(Locale.ROOT);
        if (sentence.contains("quota exceeded") || error.code().equals("OverQuota")
                || sentence.contains("no more ip addresses")) {
            return FailureKind.QUOTA;
        }
        return status == 413 ? FailureKind.TRANSIENT : RestDialect.byStatus(status);
    }
}
