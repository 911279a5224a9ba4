package dev.jmachine.testkit;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The ground for a provider's API that a test stands in for: JSON over HTTP on the loopback interface, one request at a
 * time, each with an id. What the provider does is the subclass's to say.
 */
public abstract class FakeRestApi implements AutoCloseable {
    static {
        // Without it the JDK's server holds the body of every answer back for 40 ms; it reads this once.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final AtomicLong requests = new AtomicLong();
    private final HttpServer server;

    /** Start to serve, on a free port. */
    protected FakeRestApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(executor);
        server.start();
    }

    /**
     * Answer a request. Called by one thread at a time.
     *
     * @param requestId the id that the answer is to bear, in the provider's own way
     */
    protected abstract Reply answer(Request request, String requestId);

    /** Return where it listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            synchronized (this) {
                reply = answer(read(exchange), "request-" + requests.incrementAndGet());
            }
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            if (reply.body().isEmpty()) {
                exchange.sendResponseHeaders(reply.status(), -1);
                return;
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        Map<String, Object> values = new HashMap<>();
        if (type.startsWith("application/x-www-form-urlencoded")) {
            values.putAll(fields(body));
        } else if (!body.isEmpty()) {
            values.putAll(JSON.std.mapFrom(body));
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        URI uri = exchange.getRequestURI();
        return new Request(exchange.getRequestMethod(), uri.getPath(),
                fields(uri.getRawQuery() == null ? "" : uri.getRawQuery()), body, values,
                authorization == null ? "" : authorization, exchange.getRequestHeaders().getFirst("Host"));
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new HashMap<>();
        for (String field : encoded.isEmpty() ? new String[0] : encoded.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    /**
     * What was asked.
     *
     * @param method HTTP method
     * @param path decoded path
     * @param query decoded query
     * @param text what was sent, as it was sent; empty for nothing
     * @param body the JSON object, or the fields of the form, that was sent
     * @param authorization the header of that name; empty for none
     * @param host the header of that name
     */
    public record Request(String method, String path, Map<String, String> query, String text,
            Map<String, Object> body, String authorization, String host) {
    }

    /**
     * What is answered.
     *
     * @param status HTTP status
     * @param headers headers
     * @param body the text; empty for none
     */
    public record Reply(int status, Map<String, String> headers, String body) {

        /** Return an answer with an object as JSON. */
        public static Reply json(int status, Map<String, String> headers, Object body) {
            try {
                return new Reply(status, headers, JSON.std.asString(body));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
