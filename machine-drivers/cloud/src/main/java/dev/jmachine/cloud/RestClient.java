package dev.jmachine.cloud;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.FailureKind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Speaks JSON over HTTPS with one provider's API. Every call has a deadline for the connection and one for the whole,
 * honours interruption, and is made once: what is tried again, and when, is for those to say who know what a second
 * time does. Redirections are not followed, so that the token goes to nobody else. Nothing is to be closed: the JDK's
 * client ends its threads once nobody refers to it.
 *
 * <p>All methods throw {@link ProviderException} when the provider refuses, fails or does not answer, and
 * {@link MachineException} with {@link ErrorCode#CANCELLED} when the thread is interrupted. For one thread.
 */
public final class RestClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration CALL = Duration.ofSeconds(60);
    private static final String JSON_TYPE = "application/json";
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    private final URI endpoint;
    private final RestDialect dialect;
    private final RequestSigner signer;
    private final Duration timeout;
    private HttpClient http;

    /**
     * Create a client; nothing is connected yet.
     *
     * @param endpoint where paths begin; see {@link Endpoint}
     * @param token gives the bearer token of each call; an empty one is not sent
     */
    public RestClient(URI endpoint, RestDialect dialect, Supplier<String> token) {
        this(endpoint, dialect, bearer(token));
    }

    /**
     * Create a client whose requests are signed; nothing is connected yet.
     *
     * @param endpoint where paths begin; see {@link Endpoint}
     */
    public RestClient(URI endpoint, RestDialect dialect, RequestSigner signer) {
        this(endpoint, dialect, signer, CALL);
    }

    RestClient(URI endpoint, RestDialect dialect, RequestSigner signer, Duration timeout) {
        this.endpoint = endpoint;
        this.dialect = dialect;
        this.signer = signer;
        this.timeout = timeout;
    }

    private static RequestSigner bearer(Supplier<String> token) {
        return (method, target, body) -> {
            String given = token.get();
            return given.isEmpty() ? "" : "Bearer " + given;
        };
    }

    /**
     * Get an object.
     *
     * @param activity what is being done, for the error message
     * @param path path and query, encoded
     */
    public RestAnswer get(String activity, String path) {
        return call(activity, request("GET", path));
    }

    /** Get what is answered, whatever its status: for answers that tell something by their headers alone. */
    public RestAnswer probe(String activity, String path) {
        HttpResponse<String> response = send(activity, request("GET", path));
        return new RestAnswer(response.statusCode(), response.headers(), body(response));
    }

    /** Get an object that may not be there. */
    public Optional<RestAnswer> find(String activity, String path) {
        try {
            return Optional.of(get(activity, path));
        } catch (ProviderException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Post an object. */
    public RestAnswer post(String activity, String path, Map<String, ?> body) {
        return call(activity, withBody("POST", path, body));
    }

    /** Post the fields of a form, as OAuth wants them. */
    public RestAnswer postForm(String activity, String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return call(activity, request("POST", path, form, FORM_TYPE));
    }

    /** Put an object. */
    public RestAnswer put(String activity, String path, Map<String, ?> body) {
        return call(activity, withBody("PUT", path, body));
    }

    /** Put nothing: for paths that stand for an action. */
    public RestAnswer put(String activity, String path) {
        return call(activity, request("PUT", path));
    }

    /** Change an object. */
    public RestAnswer patch(String activity, String path, Map<String, ?> body) {
        return call(activity, withBody("PATCH", path, body));
    }

    /** Delete an object that may be gone already; then there is no answer. */
    public Optional<RestAnswer> delete(String activity, String path) {
        try {
            return Optional.of(call(activity, request("DELETE", path)));
        } catch (ProviderException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Encode a value for a query or a form. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpRequest withBody(String method, String path, Map<String, ?> body) {
        return request(method, path, JsonValue.write(body), JSON_TYPE);
    }

    private HttpRequest request(String method, String path) {
        return request(method, path, "", "");
    }

    private HttpRequest request(String method, String path, String body, String type) {
        URI target = URI.create(endpoint + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Accept", JSON_TYPE)
                .header("User-Agent", "jmachine");
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        dialect.headers().forEach(request::header);
        String authorization = signer.authorization(method, target, body);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private RestAnswer call(String activity, HttpRequest request) {
        HttpResponse<String> response = send(activity, request);
        JsonValue body = body(response);
        RestAnswer answer = new RestAnswer(response.statusCode(), response.headers(), body);
        if (!answer.isSuccess()) {
            throw ProviderException.told(dialect, activity, answer.status(), dialect.error(body),
                    dialect.requestId(answer));
        }
        if (body.isEmpty() && !response.body().isBlank() && !response.body().strip().equals("{}")) {
            throw ProviderException.told(dialect, activity, answer.status(),
                    new ProviderError("", "What came is no JSON: is the endpoint " + endpoint + " right?"),
                    dialect.requestId(answer));
        }
        return answer;
    }

    /** Failures often come from something between, which speaks HTML. */
    private static JsonValue body(HttpResponse<String> response) {
        try {
            return JsonValue.parse(response.body());
        } catch (IOException e) {
            return new JsonValue(null);
        }
    }

    /** The JDK's own timeout of a request ends with the headers; this one holds for the body too. */
    private HttpResponse<String> send(String activity, HttpRequest request) {
        CompletableFuture<HttpResponse<String>> answer = http().sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unanswered(activity, e.getCause());
        } catch (TimeoutException e) {
            throw ProviderException.unanswered(ErrorCode.TIMEOUT, activity,
                    where() + " did not answer within " + timeout.toSeconds() + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, activity, "The call was cancelled.", e);
        } finally {
            answer.cancel(true);
        }
    }

    private ProviderException unanswered(String activity, Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return ProviderException.unanswered(ErrorCode.TIMEOUT, activity,
                    where() + " could not be connected within " + CONNECT.toSeconds() + " s.", cause);
        }
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return ProviderException.unanswered(ErrorCode.PROVIDER, activity,
                "There was no answer from " + where() + ": " + detail, cause);
    }

    private String where() {
        return dialect.provider() + " at " + endpoint.getAuthority();
    }

    /** Made late: a driver that is opened only to tell of its machine needs none. */
    private HttpClient http() {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
        }
        return http;
    }
}
