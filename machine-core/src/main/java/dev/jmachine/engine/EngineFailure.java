package dev.jmachine.engine;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.tls.PeerRejectedException;
import dev.jmachine.tls.TlsMaterial;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Finds the code and the sentence for what went wrong between us and an engine. */
final class EngineFailure {
    private static final Pattern ABOUT_CERTIFICATES = Pattern.compile("certificate|unknown_ca|access_denied");

    private final URI url;
    private final Duration timeout;
    private final Path certificates;

    /**
     * Create the explainer of one attempt.
     *
     * @param certificates the folder of the client's certificate, or null when there is no TLS
     */
    EngineFailure(URI url, Duration timeout, Path certificates) {
        this.url = url;
        this.timeout = timeout;
        this.certificates = certificates;
    }

    MachineException of(IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return exception(ErrorCode.CANCELLED, "The work was cancelled.", cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return exception(ErrorCode.TIMEOUT, "There was no answer within " + seconds() + " s.", cause);
        }
        if (cause instanceof SSLException handshake) {
            return exception(ErrorCode.TLS, handshakeProblem(handshake), cause);
        }
        if (certificates != null && isCutOff(cause) && !ownCertificate().isEmpty()) {
            return exception(ErrorCode.TLS, networkProblem(cause) + ownCertificate(), cause);
        }
        return exception(ErrorCode.ENGINE_UNREACHABLE, networkProblem(cause), cause);
    }

    /** Explain an answer other than the one asked for. */
    MachineException of(HttpAnswer answer) {
        String text = answer.text().strip();
        if (certificates == null && text.contains("HTTP request to an HTTPS server")) {
            return exception(ErrorCode.TLS, "It wants TLS, but there is no client certificate.", null);
        }
        return exception(ErrorCode.ENGINE_UNREACHABLE,
                "It answered with HTTP status " + answer.status() + ": " + firstLine(text), null);
    }

    MachineException notAnEngine(Exception cause) {
        return exception(ErrorCode.ENGINE_UNREACHABLE, "What answers there is not a Docker Engine.", cause);
    }

    /**
     * Return whether the connection was closed without an alert. That may be how a certificate is refused, where the
     * system throws the alert away; but an engine that stops, or a forwarder before one that is not up, does it too.
     */
    private static boolean isCutOff(IOException cause) {
        return cause instanceof EOFException
                || cause instanceof SocketException
                && !(cause instanceof ConnectException) && !(cause instanceof NoRouteToHostException);
    }

    private String handshakeProblem(SSLException cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof PeerRejectedException) {
                return e.getMessage();
            }
        }
        String message = String.valueOf(cause.getMessage());
        if (message.contains("ecognized SSL message")) {
            return "It does not speak TLS.";
        }
        String alert = "fatal alert: ";
        int start = message.indexOf(alert);
        if (start >= 0) {
            return alertProblem(message.substring(start + alert.length()));
        }
        return "The TLS hand-shake failed: " + message + ".";
    }

    private String alertProblem(String alert) {
        return ABOUT_CERTIFICATES.matcher(alert).find()
                ? "It does not accept the client certificate (" + alert + ")." + ownCertificate()
                : "It ended the TLS hand-shake (" + alert + ").";
    }

    private String ownCertificate() {
        Instant end = TlsMaterial.in(certificates).certificateEnd();
        return Instant.now().isBefore(end) ? ""
                : " The client certificate in " + certificates + " expired on " + end.toString().substring(0, 10) + ".";
    }

    private String networkProblem(IOException cause) {
        if (cause instanceof UnknownHostException) {
            return "The host name " + cause.getMessage() + " is not known.";
        }
        if (cause instanceof NoRouteToHostException) {
            return "There is no route to the host.";
        }
        if (cause instanceof ConnectException) {
            return "The connection was refused: nothing listens there.";
        }
        if (cause instanceof EOFException) {
            return "It closed the connection without a whole answer.";
        }
        if (cause instanceof ProtocolException) {
            return "What answers there is not a Docker Engine: " + cause.getMessage() + ".";
        }
        return "The network says: " + cause.getMessage() + ".";
    }

    private MachineException exception(ErrorCode code, String problem, Exception cause) {
        return new MachineException(code, "Asking the engine at " + url, problem, cause);
    }

    private String seconds() {
        return timeout.toMillis() % 1000 == 0
                ? Long.toString(timeout.toSeconds()) : Double.toString(timeout.toMillis() / 1000.0);
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("nothing");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
