package dev.jmachine.driver.jclouds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestDialect;
import dev.jmachine.spi.FailureKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.jclouds.http.HttpCommand;
import org.jclouds.http.HttpRequest;
import org.jclouds.http.HttpResponse;
import org.jclouds.http.HttpResponseException;
import org.jclouds.rest.AuthorizationException;
import org.junit.jupiter.api.Test;

class ProviderFailuresTest {
    private static final String SECRET = "correct horse";
    private final ProviderFailures failures = new ProviderFailures(new Dialect());
    private final HttpCommand command = new HttpCommand(HttpRequest.builder()
            .method("POST").endpoint("http://cloud.test/tokens").payload("{\"password\": \"" + SECRET + "\"}").build());

    @Test
    void anAnswerIsToldInTheProvidersWordsWithTheRequest() {
        MachineException told = failures.told("Logging in", new AuthorizationException("no",
                new HttpResponseException(command, answer(401), "{\"message\": \"Wrong.\"}")));
        assertThat(told).hasMessageContaining("Wrong.").hasMessageContaining("req-1");
        assertThat(ProviderException.kindOf(told)).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(all(told)).doesNotContain(SECRET);
    }

    @Test
    void aGatewaysPageIsNotTold() {
        MachineException told = failures.told("Asking", new HttpResponseException(command, answer(502), "<html>"));
        assertThat(told).hasMessageContaining("502").hasMessageNotContaining("html");
        assertThat(ProviderException.kindOf(told)).isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void aDroppedConnectionPassesAndTellsNoSecret() {
        MachineException told = failures.told("Logging in",
                new HttpResponseException("sent " + SECRET, command, null, new IOException("Connection reset")));
        assertThat(told).hasMessageContaining("Connection reset");
        assertThat(ProviderException.kindOf(told)).isEqualTo(FailureKind.TRANSIENT);
        assertThat(all(told)).doesNotContain(SECRET);
    }

    @Test
    void anAnswerThatCannotBeReadTellsNoSecret() {
        MachineException told = failures.told("Logging in",
                new HttpResponseException(command, answer(200), new IllegalStateException("no JSON")));
        assertThat(told).hasMessageContaining("cannot be understood");
        assertThat(all(told)).doesNotContain(SECRET);
    }

    @Test
    void aCertificateThatIsNotTrustedIsToldAsThatAndNotTriedAgain() {
        SSLHandshakeException refusal = new SSLHandshakeException("PKIX path building failed");
        refusal.initCause(new CertificateException("unable to find valid certification path"));
        MachineException told = failures.told("Logging in", refusal);
        assertThat(told).hasMessageContaining("certificate of Cloud is not trusted");
        assertThat(ProviderException.kindOf(told)).isEqualTo(FailureKind.OTHER);
    }

    private static HttpResponse answer(int status) {
        return HttpResponse.builder().statusCode(status).message("x").addHeader("X-Request-Id", "req-1").build();
    }

    private static String all(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static final class Dialect implements RestDialect {

        @Override
        public String provider() {
            return "Cloud";
        }

        @Override
        public String requestId(RestAnswer answer) {
            return answer.header("x-request-id");
        }

        @Override
        public ProviderError error(JsonValue body) {
            return new ProviderError("", body.text("message"));
        }
    }
}
