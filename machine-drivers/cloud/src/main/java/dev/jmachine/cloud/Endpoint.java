package dev.jmachine.cloud;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.net.URI;
import java.util.Set;

/** Checks where an API is said to be. */
public final class Endpoint {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Endpoint() {
    }

    /**
     * Read a URL. Tokens are sent there, so it is HTTPS, or this computer itself.
     *
     * @param what where the URL is from, such as {@code --digitalocean-endpoint}
     * @return the URL without a slash at its end
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if it is none, or is not safe
     */
    public static URI parse(String what, String url) {
        URI uri;
        try {
            uri = URI.create(url.replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw invalid(what, "\"" + url + "\" is no URL.");
        }
        boolean local = "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
        if (uri.getHost() == null || uri.getQuery() != null || !local && !"https".equals(uri.getScheme())) {
            throw invalid(what, "\"" + url + "\" is no https URL.");
        }
        return uri;
    }

    private static MachineException invalid(String what, String problem) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading " + what, problem);
    }
}
