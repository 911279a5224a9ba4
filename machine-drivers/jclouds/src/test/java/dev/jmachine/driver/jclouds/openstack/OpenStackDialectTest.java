package dev.jmachine.driver.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.spi.FailureKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OpenStackDialectTest {
    private final OpenStackDialect dialect = new OpenStackDialect();

    @Test
    void readsWhatKeystoneSays() throws IOException {
        assertThat(read("{\"error\": {\"code\": 401, \"message\": \"No.\", \"title\": \"Unauthorized\"}}"))
                .isEqualTo(new ProviderError("Unauthorized", "No."));
    }

    @Test
    void readsWhatNovaSays() throws IOException {
        assertThat(read("{\"badRequest\": {\"code\": 400, \"message\": \"Bad networks.\"}}"))
                .isEqualTo(new ProviderError("badRequest", "Bad networks."));
    }

    @Test
    void readsWhatNeutronSays() throws IOException {
        assertThat(read("{\"NeutronError\": {\"type\": \"OverQuota\", \"message\": \"Full.\", \"detail\": \"\"}}"))
                .isEqualTo(new ProviderError("OverQuota", "Full."));
    }

    @Test
    void readsNothingOutOfAnotherForm() throws IOException {
        assertThat(read("[1]")).isEqualTo(new ProviderError("", ""));
        assertThat(read("")).isEqualTo(new ProviderError("", ""));
    }

    @Test
    void aQuotaIsNotTakenForARefusedLogin() {
        assertThat(dialect.kind(403, new ProviderError("forbidden", "Quota exceeded for instances: Requested 1.")))
                .isEqualTo(FailureKind.QUOTA);
        assertThat(dialect.kind(409, new ProviderError("OverQuota", "Full."))).isEqualTo(FailureKind.QUOTA);
        assertThat(dialect.kind(403, new ProviderError("forbidden", "Policy doesn't allow it.")))
                .isEqualTo(FailureKind.AUTHENTICATION);
    }

    @Test
    void throttlingAndFaultsPass() {
        ProviderError nothing = new ProviderError("", "");
        assertThat(dialect.kind(413, nothing)).isEqualTo(FailureKind.TRANSIENT);
        assertThat(dialect.kind(429, nothing)).isEqualTo(FailureKind.TRANSIENT);
        assertThat(dialect.kind(503, nothing)).isEqualTo(FailureKind.TRANSIENT);
    }

    private ProviderError read(String body) throws IOException {
        return dialect.error(JsonValue.parse(body));
    }
}
