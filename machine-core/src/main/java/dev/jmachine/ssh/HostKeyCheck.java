package dev.jmachine.ssh;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/**
 * Accepts the pinned host keys and no others; where none is pinned, the first key shown and for this connection no
 * other. Thread-safe.
 */
final class HostKeyCheck implements HostKeyVerifier {
    private final List<SshPublicKey> pinned;
    private volatile SshPublicKey accepted;
    private volatile SshPublicKey refused;

    HostKeyCheck(List<SshPublicKey> pinned) {
        this.pinned = List.copyOf(pinned);
    }

    @Override
    public boolean verify(String host, int port, PublicKey key) {
        SshPublicKey shown = SshPublicKey.of(key);
        boolean fits = pinned.isEmpty() ? accepted == null || accepted.equals(shown) : pinned.contains(shown);
        if (fits) {
            accepted = shown;
        } else {
            refused = shown;
        }
        return fits;
    }

    /** Name the algorithms that prove the pinned keys: they are negotiated first, so that no other key is shown. */
    @Override
    public List<String> findExistingAlgorithms(String host, int port) {
        return pinned.stream().flatMap(key -> algorithms(key.type()).stream()).toList();
    }

    private static List<String> algorithms(String type) {
        return type.equals("ssh-rsa") ? List.of("rsa-sha2-512", "rsa-sha2-256") : List.of(type);
    }

    /** Return the key that the host has shown and that was not accepted. */
    Optional<SshPublicKey> refused() {
        return Optional.ofNullable(refused);
    }

    /** Return the key that was accepted because none was pinned. */
    Optional<SshPublicKey> first() {
        return Optional.ofNullable(accepted).filter(key -> pinned.isEmpty());
    }

    String pinnedFingerprints() {
        return pinned.stream().map(SshPublicKey::fingerprint).collect(Collectors.joining(" or "));
    }
}
