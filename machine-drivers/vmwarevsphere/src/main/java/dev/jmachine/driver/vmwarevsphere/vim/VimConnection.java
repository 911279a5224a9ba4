package dev.jmachine.driver.vmwarevsphere.vim;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Carries calls to the server and its answers back, within one session. Not thread-safe. */
final class VimConnection {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration CALL = Duration.ofSeconds(90);

    private static final int TOO_MANY_REQUESTS = 429;
    /** The cookie by which the server knows the session. */
    private static final String SESSION = "vmware_soap_session=";

    private final URI server;
    private final HttpClient http;
    private final String operation = "jmachine-" + UUID.randomUUID().toString().substring(0, 8);
    private int calls;
    private String cookie = "";

    VimConnection(URI server, ServerTrust trust) {
        this.server = server;
        // HTTP/2 gains nothing for calls one after the other, and older servers trip over the offer.
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        this.http = "https".equals(server.getScheme()) ? builder.sslContext(trust.context()).build() : builder.build();
    }

    /** Return the server's address. */
    URI server() {
        return server;
    }

    /**
     * Call a method.
     *
     * @param activity what is being done, for the error message
     * @param call the method and its arguments, the first of which is {@code _this}
     * @return the response; its properties named {@code returnval} are the result
     */
    VimElement call(String activity, VimElement call) {
        String operationId = operation + "-" + ++calls;
        HttpResponse<String> answer = exchange(activity, request(SoapMessage.write(operationId, call)));
        answer.headers().allValues("set-cookie").stream().filter(set -> set.startsWith(SESSION))
                .forEach(set -> cookie = set.split(";", 2)[0]);
        VimElement body = body(activity, answer, operationId);
        if (body.name().equals("Fault")) {
            throw fault(activity, body, operationId + requestId(answer));
        }
        return body;
    }

    private HttpRequest request(String text) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "urn:vim25/6.5")
                .POST(HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8));
        return (cookie.isEmpty() ? request : request.header("Cookie", cookie)).build();
    }

    /** The client's own time limit ends with the answer's headers, so the whole call is waited for here. */
    private HttpResponse<String> exchange(String activity, HttpRequest request) {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            return answer.get(CALL.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw unreachable(activity, e.getCause());
        } catch (TimeoutException e) {
            throw VimException.unanswered(ErrorCode.TIMEOUT, activity,
                    server + " did not answer within " + CALL.toSeconds() + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, activity, "It was cancelled.", e);
        } finally {
            answer.cancel(true);
        }
    }

    private MachineException unreachable(String activity, Throwable cause) {
        if (cause instanceof SSLException && isRefusedCertificate(cause)) {
            return new MachineException(ErrorCode.PROVIDER, activity, "The certificate of " + server.getHost()
                    + " is not trusted: " + cause.getMessage()
                    + ". If that is the server's own, give its thumbprint as the one to believe.", cause);
        }
        String what = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return VimException.unanswered(ErrorCode.PROVIDER, activity, server + " gives no answer: " + what, cause);
    }

    private static boolean isRefusedCertificate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    /** Faults come with status 500; an answer that is not SOAP comes from what stands before the server. */
    private VimElement body(String activity, HttpResponse<String> answer, String operationId) {
        try {
            return SoapMessage.read(answer.body());
        } catch (IOException e) {
            String problem = server + " answers with HTTP status " + answer.statusCode()
                    + ", and not in SOAP (operation " + operationId + requestId(answer) + ").";
            boolean passing = answer.statusCode() >= 500 || answer.statusCode() == TOO_MANY_REQUESTS;
            throw passing ? VimException.unanswered(ErrorCode.PROVIDER, activity, problem, e)
                    : new MachineException(ErrorCode.PROVIDER, activity, problem, e);
        }
    }

    private static String requestId(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-request-id").map(id -> ", request id " + id).orElse("");
    }

    private static MachineException fault(String activity, VimElement fault, String operation) {
        // Without a detail it is the server's own trouble.
        VimElement detail = fault.child("detail").flatMap(details -> details.children().stream().findFirst())
                .orElse(VimElement.object("SystemError"));
        return VimException.told(activity, detail, fault.text("faultstring"), operation);
    }

    /** Return the failure of a task: its error bears the fault and a sentence. */
    MachineException failure(String activity, VimElement error) {
        return VimException.told(activity, error.child("fault").orElse(error), error.text("localizedMessage"),
                operation + "-" + calls);
    }
}
