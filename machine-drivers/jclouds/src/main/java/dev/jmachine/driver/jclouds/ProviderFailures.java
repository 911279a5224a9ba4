package dev.jmachine.driver.jclouds;

import com.google.common.base.Throwables;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestDialect;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.security.cert.CertificateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jclouds.http.HttpResponse;
import org.jclouds.http.HttpResponseException;
import org.jclouds.rest.AuthorizationException;
import org.jclouds.rest.InsufficientResourcesException;
import org.jclouds.rest.ResourceNotFoundException;

/**
 * Tells jclouds' failures in our terms, with the provider's own words where they were heard. Immutable.
 *
 * <p>Failures of requests are not kept as causes: their messages may hold what was sent, passwords among it.
 */
final class ProviderFailures {
    private final RestDialect dialect;

    ProviderFailures(RestDialect dialect) {
        this.dialect = dialect;
    }

    MachineException told(String activity, Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof MachineException told) {
            return told;
        }
        Optional<HttpResponseException> answered = causes(failure, HttpResponseException.class)
                .filter(cause -> cause.getResponse() != null && cause.getResponse().getStatusCode() >= 300).findFirst();
        if (answered.isPresent()) {
            return answered(activity, answered.get());
        }
        Optional<CertificateException> untrusted = causes(failure, CertificateException.class).findFirst();
        if (untrusted.isPresent()) {
            return new MachineException(ErrorCode.PROVIDER, activity, "The TLS certificate of " + dialect.provider()
                    + " is not trusted, and nothing was sent there: " + sentence(untrusted.get()) + " If it is the right"
                    + " server, name the file of its authority's certificate, as by --openstack-cacert.",
                    untrusted.get());
        }
        Optional<IOException> broken = causes(failure, IOException.class).findFirst();
        if (broken.isPresent()) {
            return ProviderException.unanswered(ErrorCode.PROVIDER, activity,
                    dialect.provider() + " did not answer: " + sentence(broken.get()), broken.get());
        }
        if (causes(failure, HttpResponseException.class).findAny().isPresent()) {
            return new MachineException(ErrorCode.PROVIDER, activity,
                    "The answer of " + dialect.provider() + " cannot be understood.");
        }
        return new MachineException(code(failure), activity, sentence(failure), failure);
    }

    private ProviderException answered(String activity, HttpResponseException failure) {
        HttpResponse response = failure.getResponse();
        RestAnswer answer = new RestAnswer(response.getStatusCode(), headers(response), body(failure));
        return ProviderException.told(dialect, activity, answer.status(), dialect.error(answer.body()),
                dialect.requestId(answer));
    }

    private static HttpHeaders headers(HttpResponse response) {
        Map<String, List<String>> headers = new HashMap<>();
        response.getHeaders().asMap().forEach((name, values) -> headers.put(name, List.copyOf(values)));
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    /** A body that is no JSON, such as a gateway's page, says nothing that users want to read. */
    private static JsonValue body(HttpResponseException failure) {
        try {
            return JsonValue.parse(failure.getContent() == null ? "" : failure.getContent());
        } catch (IOException e) {
            return new JsonValue(null);
        }
    }

    private static ErrorCode code(Throwable failure) {
        if (causes(failure, AuthorizationException.class).findAny().isPresent()) {
            return ErrorCode.AUTHENTICATION;
        }
        if (causes(failure, InsufficientResourcesException.class).findAny().isPresent()) {
            return ErrorCode.QUOTA;
        }
        return causes(failure, ResourceNotFoundException.class).findAny().isPresent()
                ? ErrorCode.PROVIDER_NOT_FOUND : ErrorCode.PROVIDER;
    }

    private static <T extends Throwable> Stream<T> causes(Throwable failure, Class<T> type) {
        return Throwables.getCausalChain(failure).stream().filter(type::isInstance).map(type::cast);
    }

    private static String sentence(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage().strip();
        return message.endsWith(".") ? message : message + ".";
    }
}
