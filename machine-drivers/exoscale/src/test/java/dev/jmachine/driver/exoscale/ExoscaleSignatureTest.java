package dev.jmachine.driver.exoscale;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ExoscaleSignatureTest {
    private final ExoscaleSignature signature = new ExoscaleSignature("example-key", "example-secret",
            Clock.fixed(Instant.ofEpochSecond(1599140767 - 600), ZoneOffset.UTC));

    /** The values were calculated by another program, after the provider's reference. */
    @Test
    void signsMethodPathQueryAndTime() {
        assertThat(signature.authorization("GET", URI.create("https://api-ch-gva-2.exoscale.com"
                + "/v2/resource/a02baf5a-a3e4-49a0-857b-8a08d276c1c0?p2=v2&p1=v1"), ""))
                .isEqualTo("EXO2-HMAC-SHA256 credential=example-key,signed-query-args=p1;p2,expires=1599140767,"
                        + "signature=vPVxcXrf2my0TLdJ8WPIGa/vLld+FiJN+xtMs/vofHg=");
    }

    @Test
    void signsTheBody() {
        URI groups = URI.create("https://api-ch-gva-2.exoscale.com/v2/security-group");
        assertThat(signature.authorization("POST", groups, "{\"name\":\"my-security-group\"}"))
                .isEqualTo("EXO2-HMAC-SHA256 credential=example-key,expires=1599140767,"
                        + "signature=edcMQSdrqtsF1iT0nXKHkAXTaNHlcPm76hHXVOyKe6k=");
    }
}
