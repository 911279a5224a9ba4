package dev.jmachine.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jmachine.api.Deadline;
import dev.jmachine.api.EngineStatus;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.json.Json;
import dev.jmachine.tls.TlsMaterial;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Asks a Docker Engine by its HTTP API: what it is, and whatever else its API offers.
 *
 * <p>Immutable and thread-safe. Each call uses a connection of its own, ends at its deadline, and honours interruption.
 */
public final class EngineClient {
    private static final int OK = 200;

    private final URI url;
    private final Path certificateFolder;

    /**
     * Create a client; nothing is opened or read yet.
     *
     * @param url {@code tcp://HOST:PORT}, {@code unix:///PATH}, {@code http://…} or {@code https://…}
     * @param certificateFolder holds {@code ca.pem}, {@code cert.pem} and {@code key.pem}; where it holds none of them
     *     {@code tcp} is spoken without TLS
     */
    public EngineClient(URI url, Path certificateFolder) {
        this.url = url;
        this.certificateFolder = certificateFolder;
    }

    /**
     * Ask the engine for its version, which also proves that its certificate and ours are accepted.
     *
     * @param timeout how long the whole exchange may take
     * @throws MachineException with {@link ErrorCode#ENGINE_UNREACHABLE}, {@link ErrorCode#TLS},
     *     {@link ErrorCode#TIMEOUT}, {@link ErrorCode#CANCELLED}, {@link ErrorCode#INVALID_ARGUMENT} for a URL of
     *     another kind, or {@link ErrorCode#STORE_DAMAGED} for certificate files that cannot be used
     */
    public EngineStatus status(Duration timeout) {
        Optional<TlsMaterial> material = tlsMaterial();
        EngineFailure failure = failure(material, timeout);
        HttpAnswer answer = exchange(HttpRequest.get("/version"), material, failure, timeout);
        if (answer.status() != OK) {
            throw failure.of(answer);
        }
        return status(answer, failure);
    }

    /**
     * Ask for a resource of the engine's API.
     *
     * @param path such as {@code /nodes}, with its query; without a version of the API, which is then the engine's own
     * @param timeout how long the whole exchange may take
     * @return the answer, which may be a refusal
     * @throws MachineException as {@link #status}
     */
    public EngineAnswer get(String path, Duration timeout) {
        return ask(HttpRequest.get(path), timeout);
    }

    /** Post an object to the engine's API, or nothing when it is null; otherwise as {@link #get}. */
    public EngineAnswer post(String path, Map<String, ?> object, Duration timeout) {
        byte[] body = object == null ? new byte[0] : new Json().write(object).getBytes(StandardCharsets.UTF_8);
        return ask(new HttpRequest("POST", path, object == null ? "" : "application/json", HttpRequest.bytes(body)),
                timeout);
    }

    /** Post a file, such as an archive of images, to the engine's API; otherwise as {@link #get}. */
    public EngineAnswer upload(String path, Path file, Duration timeout) {
        return ask(new HttpRequest("POST", path, "application/x-tar", HttpRequest.file(file)), timeout);
    }

    /** Delete a resource of the engine's API; otherwise as {@link #get}. */
    public EngineAnswer delete(String path, Duration timeout) {
        return ask(new HttpRequest("DELETE", path, "", HttpRequest.bytes(new byte[0])), timeout);
    }

    private EngineAnswer ask(HttpRequest request, Duration timeout) {
        Optional<TlsMaterial> material = tlsMaterial();
        HttpAnswer answer = exchange(request, material, failure(material, timeout), timeout);
        String told = request.method() + " " + request.path().replaceFirst("\\?.*", "") + " at " + url;
        return new EngineAnswer(told, answer.status(), answer.body());
    }

    private EngineFailure failure(Optional<TlsMaterial> material, Duration timeout) {
        return new EngineFailure(url, timeout, material.isPresent() ? certificateFolder : null);
    }

    private HttpAnswer exchange(
            HttpRequest request, Optional<TlsMaterial> material, EngineFailure failure, Duration timeout) {
        try (ByteStream stream = connect(material, Deadline.after(timeout))) {
            return HttpExchange.of(stream, EngineAddress.of(url, material.isPresent()).hostHeader(), request);
        } catch (IOException e) {
            throw failure.of(e);
        }
    }

    /**
     * Return whether a connection to the engine's port or socket can be opened within that time. Where a forwarder
     * stands before the host that is said of the forwarder.
     *
     * @throws MachineException with {@link ErrorCode#CANCELLED} or {@link ErrorCode#INVALID_ARGUMENT}
     */
    public boolean reachable(Duration timeout) {
        EngineAddress address = EngineAddress.of(url, tlsMaterial().isPresent());
        try {
            address.connect(Deadline.after(timeout)).close();
            return true;
        } catch (ClosedByInterruptException e) {
            throw new EngineFailure(url, timeout, null).of(e);
        } catch (IOException e) {
            return false;
        }
    }

    private ByteStream connect(Optional<TlsMaterial> material, Deadline deadline) throws IOException {
        EngineAddress address = EngineAddress.of(url, material.isPresent());
        if (material.isEmpty() || !(address instanceof EngineAddress.Tcp tcp)) {
            return address.connect(deadline);
        }
        SSLContext context = material.get().context();
        return TlsStream.connect(address.connect(deadline), context, tcp.host(), tcp.port());
    }

    private Optional<TlsMaterial> tlsMaterial() {
        if (!"tcp".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            return Optional.empty();
        }
        TlsMaterial material = TlsMaterial.in(certificateFolder);
        List<Path> missing = material.missing();
        if (missing.size() == 3 && url.getScheme().equals("tcp")) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw new MachineException(ErrorCode.STORE_DAMAGED, "Asking the engine at " + url,
                    "The file " + missing.get(0) + " is missing.");
        }
        return Optional.of(material);
    }

    private static EngineStatus status(HttpAnswer answer, EngineFailure failure) {
        Map<String, String> version;
        try {
            version = texts(answer.body());
        } catch (IOException e) {
            throw failure.notAnEngine(e);
        }
        if (!version.containsKey("ApiVersion")) {
            throw failure.notAnEngine(null);
        }
        return new EngineStatus(version.getOrDefault("Version", ""), version.get("ApiVersion"),
                version.getOrDefault("Os", ""), version.getOrDefault("Arch", ""));
    }

    /** Read the texts of a JSON object and pass over all else in it; by token, since binding starts slowly. */
    private static Map<String, String> texts(byte[] json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ProtocolException("no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            return texts;
        }
    }
}
