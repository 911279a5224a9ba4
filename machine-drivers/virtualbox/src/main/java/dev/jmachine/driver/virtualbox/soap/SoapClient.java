package dev.jmachine.driver.virtualbox.soap;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls operations of VirtualBox's web service. Each call has a deadline and honours interruption. Thread-safe.
 *
 * <p>Calls are never repeated here: whether one that got no answer was carried out is not known.
 */
public final class SoapClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int SERVER_ERROR = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int LONGEST_TEXT = 200;

    private final URI service;
    private final Duration timeout;
    private final ExecutorService executor = Executors.newCachedThreadPool(SoapClient::daemon);
    private final HttpClient client;

    /**
     * Name the service; connects at the first call.
     *
     * @param service its address, such as {@code http://127.0.0.1:18083}
     * @param timeout how long one call may take
     */
    public SoapClient(URI service, Duration timeout) {
        this.service = service;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(executor)
                .build();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "jmachine-virtualbox");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Call an operation.
     *
     * @param operation its name, such as {@code IVirtualBox_getVersion}
     * @param arguments names and values by turns; a name may come again for a list
     * @throws VirtualBoxFault if it fails, or no answer comes
     */
    public SoapAnswer call(String operation, String... arguments) {
        String activity = "Calling " + operation + " of VirtualBox's web service " + service;
        HttpRequest request = HttpRequest.newBuilder(service)
                .timeout(timeout)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"\"")
                .POST(HttpRequest.BodyPublishers.ofString(SoapMessage.request(operation, arguments)))
                .build();
        HttpResponse<String> response = send(activity, request);
        return SoapMessage.read(response.body(), activity).orElseThrow(() -> notSoap(activity, response));
    }

    private HttpResponse<String> send(String activity, HttpRequest request) {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw VirtualBoxFault.late(activity, "No answer came within " + timeout.toSeconds() + " s.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, activity, "It was cancelled.", e);
        } catch (ExecutionException e) {
            throw VirtualBoxFault.unreachable(activity, "It does not answer: " + e.getCause(), e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static VirtualBoxFault notSoap(String activity, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == UNAUTHORIZED) {
            return VirtualBoxFault.notAuthenticated(activity);
        }
        String text = response.body().replaceAll("\\p{Cntrl}", " ").strip();
        String problem = "It answered with HTTP status " + status + " and no SOAP message: "
                + text.substring(0, Math.min(text.length(), LONGEST_TEXT));
        return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS
                ? VirtualBoxFault.unreachable(activity, problem, null) : VirtualBoxFault.refused(activity, problem);
    }

    /** Return the service's address. */
    public URI service() {
        return service;
    }

    /** End what still runs. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
