package dev.jmachine.driver.google;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestClient;
import dev.jmachine.cloud.RestDialect;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/** Gives access tokens of the instance that this program runs on. Asked only where the user has asked for it. */
final class MetadataServer implements Supplier<String> {
    private static final URI SERVER = URI.create("http://metadata.google.internal");
    private static final String PATH = "/computeMetadata/v1/instance/service-accounts/default/token";

    @Override
    public String get() {
        return new RestClient(SERVER, new Dialect(), () -> "").get("Asking the metadata server for a token", PATH)
                .body().text("access_token");
    }

    private static final class Dialect implements RestDialect {

        @Override
        public String provider() {
            return "The metadata server";
        }

        @Override
        public String requestId(RestAnswer answer) {
            return "";
        }

        @Override
        public ProviderError error(JsonValue body) {
            return new ProviderError(body.text("error"), body.text("error_description"));
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Metadata-Flavor", "Google");
        }
    }
}
