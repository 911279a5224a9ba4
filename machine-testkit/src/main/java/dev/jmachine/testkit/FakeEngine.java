package dev.jmachine.testkit;

import dev.jmachine.testkit.HttpListener.Answer;
import dev.jmachine.tls.CertificateAuthority;
import dev.jmachine.tls.ServerIdentity;
import dev.jmachine.tls.TlsMaterial;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLServerSocket;

/**
 * An engine that is none: it listens on 127.0.0.1 as Docker Engine does, asks clients for their certificate, and
 * answers {@code /_ping}, {@code /version} and {@code /info}, with and without the API's version before them. The
 * stock {@code docker version} is content with it.
 *
 * <p>Instances are thread-safe. No thread of theirs goes on after {@link #close()}.
 */
public final class FakeEngine implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("(?:/v1\\.\\d+)?/(_ping|version|info)");
    private static final Duration LONG_AGO = Duration.ofDays(1100);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** How an engine can be out of order. */
    public enum Fault {
        /** Its certificate has expired. */
        EXPIRED,
        /** Its certificate is signed by an authority that is not the client's. */
        UNKNOWN_AUTHORITY,
        /** Its certificate is for another host. */
        WRONG_NAME,
        /** It takes connections and never says a word. */
        SILENT,
        /** Nothing listens at its port. */
        REFUSING
    }

    /** Answers requests, before the fake engine does. */
    public interface Routes {

        /**
         * Return the answer to a request; empty to leave it to the fake engine, which knows few.
         *
         * @param path with its query, without the API's version
         * @param body what was sent along; empty for nothing
         */
        Optional<Reply> answer(String method, String path, String body);
    }

    /**
     * What an engine answers.
     *
     * @param status the HTTP status, such as 200
     * @param json the body
     */
    public record Reply(int status, String json) {
    }

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final int port;
    private final Closeable listener;
    private volatile String version = "26.1.5";
    private volatile Routes routes = (method, path, body) -> Optional.empty();

    private FakeEngine(ServerSocket socket, boolean silent) {
        this.port = socket.getLocalPort();
        // Without anybody to accept them, the system itself takes connections.
        this.listener = silent ? socket : new HttpListener(socket, this::answer)::close;
    }

    /**
     * Start an engine whose clients are those of an authority.
     *
     * @param certificates a folder as the store's {@code certs}; what is missing in it is made, as for a first machine,
     *     and {@code server.pem} and {@code server-key.pem} too
     */
    public static FakeEngine start(Path certificates) {
        CertificateAuthority authority = CertificateAuthority.openOrCreate(certificates, Clock.systemUTC());
        return start(certificates, authority.issueServer("fake", List.of("127.0.0.1")));
    }

    /** Start an engine with a fault; the folder is as in {@link #start(Path)}. */
    public static FakeEngine start(Path certificates, Fault fault) {
        CertificateAuthority authority = CertificateAuthority.openOrCreate(certificates, Clock.systemUTC());
        return switch (fault) {
            case EXPIRED -> start(certificates, CertificateAuthority
                    .open(certificates, Clock.offset(Clock.systemUTC(), LONG_AGO.negated()))
                    .issueServer("fake", List.of("127.0.0.1")));
            case UNKNOWN_AUTHORITY -> start(certificates, CertificateAuthority
                    .openOrCreate(certificates.resolve("unknown"), Clock.systemUTC())
                    .issueServer("fake", List.of("127.0.0.1")));
            case WRONG_NAME -> start(certificates, authority.issueServer("fake", List.of("192.0.2.1")));
            case SILENT -> new FakeEngine(listen(), true);
            case REFUSING -> {
                FakeEngine engine = new FakeEngine(listen(), true);
                engine.close();
                yield engine;
            }
        };
    }

    /**
     * Start an engine with files as they are put on a host.
     *
     * @param port the port to listen at; 0 for any
     * @param authority what dockerd has as {@code --tlscacert}
     * @param certificate what dockerd has as {@code --tlscert}
     * @param key what dockerd has as {@code --tlskey}
     */
    public static FakeEngine start(int port, Path authority, Path certificate, Path key) {
        try {
            SSLServerSocket socket = (SSLServerSocket) new TlsMaterial(authority, certificate, key).context()
                    .getServerSocketFactory().createServerSocket(port, 0, LOOPBACK);
            socket.setNeedClientAuth(true);
            return new FakeEngine(socket, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Start an engine without TLS. */
    public static FakeEngine plain() {
        return new FakeEngine(listen(), false);
    }

    private static FakeEngine start(Path certificates, ServerIdentity identity) {
        Path certificate = certificates.resolve("server.pem");
        Path key = certificates.resolve("server-key.pem");
        try {
            Files.writeString(certificate, identity.certificatePem());
            Files.writeString(key, identity.keyPem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(0, certificates.resolve("ca.pem"), certificate, key);
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 0, LOOPBACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return where it listens, as {@code DOCKER_HOST} has it. */
    public URI url() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    /** Return the port. */
    public int port() {
        return port;
    }

    /** Say from now on that it is of this version. */
    public void version(String value) {
        version = value;
    }

    /** Answer by these routes from now on, which may be called from several threads. */
    public void routes(Routes value) {
        routes = value;
    }

    /** Return the requests so far, such as {@code GET /version}, in their order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private Answer answer(String method, String path, String body) {
        requests.add(method + " " + path);
        return routes.answer(method, path.replaceFirst("^/v1\\.\\d+/", "/"), body)
                .map(reply -> whole(reply.status() + " -", "application/json", reply.json()))
                .orElseGet(() -> answer(path));
    }

    private Answer answer(String path) {
        Matcher known = PATH.matcher(path);
        if (!known.matches()) {
            return whole("404 Not Found", "application/json", "{\"message\":\"page not found\"}");
        }
        return switch (known.group(1)) {
            case "_ping" -> whole("200 OK", "text/plain; charset=utf-8", "OK");
            case "info" -> whole("200 OK", "application/json", info());
            default -> whole("200 OK", "application/json", versionDocument());
        };
    }

    private Answer whole(String status, String type, String body) {
        return new Answer("HTTP/1.1 " + status + "\r\nApi-Version: 1.45\r\nOstype: linux\r\nServer: Docker/" + version
                + " (linux)\r\nContent-Type: " + type + "\r\n", body);
    }

    private String versionDocument() {
        return """
                {"Platform":{"Name":""},"Components":[{"Name":"Engine","Version":"%1$s","Details":{"ApiVersion":"1.45",\
                "Arch":"amd64","MinAPIVersion":"1.24","Os":"linux"}}],"Version":"%1$s","ApiVersion":"1.45",\
                "MinAPIVersion":"1.24","GitCommit":"411e817","GoVersion":"go1.22","Os":"linux","Arch":"amd64",\
                "KernelVersion":"6.1.0","BuildTime":"2024-11-12T00:00:00.000000000+00:00"}
                """.formatted(version);
    }

    private String info() {
        return """
                {"ID":"fake","Name":"fake","ServerVersion":"%s","OSType":"linux","Architecture":"x86_64",\
                "Containers":0,"Images":0,"Labels":[],"Driver":"overlay2"}
                """.formatted(version);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
