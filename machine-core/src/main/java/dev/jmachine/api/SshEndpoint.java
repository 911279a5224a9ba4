package dev.jmachine.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Says where a host's SSH server is and who logs in there.
 *
 * @param user the user
 * @param host host name or address, as the bastion sees it where there is one
 * @param port TCP port
 * @param identities private key files to try, in order; empty for the user's default keys
 * @param bastion the host by way of which it is reached; empty where this computer reaches it itself
 */
public record SshEndpoint(String user, String host, int port, List<Path> identities, Optional<Bastion> bastion) {

    /** Check and copy. */
    public SshEndpoint {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(bastion, "bastion");
        identities = List.copyOf(identities);
    }

    /** Name a server that this computer reaches itself. */
    public SshEndpoint(String user, String host, int port, List<Path> identities) {
        this(user, host, port, identities, Optional.empty());
    }

    /** Return the same server, reached by way of a bastion. */
    public SshEndpoint through(Bastion way) {
        return new SshEndpoint(user, host, port, identities, Optional.of(way));
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + bastion.map(way -> " through the bastion " + way).orElse("");
    }
}
