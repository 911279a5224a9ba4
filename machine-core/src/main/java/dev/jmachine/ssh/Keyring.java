package dev.jmachine.ssh;

import dev.jmachine.api.SshEndpoint;
import java.nio.file.Path;

/**
 * Where the user's keys are.
 *
 * @param sshFolder where {@code id_ed25519}, {@code id_ecdsa} and {@code id_rsa} are looked for
 * @param agentSocket the socket of an SSH agent, or null for none
 */
record Keyring(Path sshFolder, Path agentSocket) {

    /** Return the keys to log in with: those of the endpoint, else the user's own. */
    Identities of(SshEndpoint endpoint) {
        return endpoint.identities().isEmpty()
                ? Identities.usual(sshFolder, agentSocket)
                : Identities.named(endpoint.identities(), agentSocket);
    }
}
