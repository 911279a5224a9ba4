package dev.jmachine.driver.jclouds.openstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.jmachine.tls.CertificateAuthority;
import dev.jmachine.tls.ServerIdentity;
import dev.jmachine.tls.TlsMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** TLS before plain services, with a certificate of an authority of its own; their URLs in answers lead through it. */
final class TlsFront implements AutoCloseable {
    private static final Set<String> OF_ONE_CONNECTION =
            Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", "http2-settings");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CertificateAuthority authority;
    private final HttpsServer server;
    private final URI plain;

    /** Start before services, with the certificates in a folder. */
    TlsFront(Path folder, URI plain) throws IOException {
        this.plain = plain;
        authority = CertificateAuthority.openOrCreate(folder, Clock.systemUTC());
        ServerIdentity identity = authority.issueServer("cloud", List.of("127.0.0.1"));
        Path certificate = Files.writeString(folder.resolve("server.pem"), identity.certificatePem());
        Path key = Files.writeString(folder.resolve("server-key.pem"), identity.keyPem());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(new TlsMaterial(authorityFile(), certificate, key).context()));
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
    }

    /** Return the file with the certificate of the authority. */
    Path authorityFile() {
        return authority.folder().resolve("ca.pem");
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    private void forward(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(plain + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_ONE_CONNECTION.contains(name.toLowerCase())) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try (exchange) {
            answer(exchange, http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, HttpResponse<String> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!OF_ONE_CONNECTION.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] body = answer.body().replace(plain.toString(), url()).getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
