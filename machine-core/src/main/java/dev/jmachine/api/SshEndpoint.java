package dev.jmachine.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Says where a host's SSH server is and who logs in there.
 *
 * @param user the user
 * @param host host name or address
 * @param port TCP port
 * @param identities private key files to try, in order; empty for the user's default keys
 */
public record SshEndpoint(String user, String host, int port, List<Path> identities) {

    /** Check and copy. */
    public SshEndpoint {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(host, "host");
        identities = List.copyOf(identities);
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
