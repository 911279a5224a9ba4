package dev.jmachine.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jmachine.api.Deadline;
import dev.jmachine.api.EngineStatus;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.tls.TlsMaterial;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Asks a Docker Engine what it is, by its HTTP API. The questions asked are those that every engine answers without an
 * agreement on the API's version.
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
        EngineFailure failure =
                new EngineFailure(url, timeout, material.isPresent() ? certificateFolder : null);
        HttpAnswer answer;
        try (ByteStream stream = connect(material, Deadline.after(timeout))) {
            answer = HttpExchange.get(stream, EngineAddress.of(url, material.isPresent()).hostHeader(), "/version");
        } catch (IOException e) {
            throw failure.of(e);
        }
        if (answer.status() != OK) {
            throw failure.of(answer);
        }
        return status(answer, failure);
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
