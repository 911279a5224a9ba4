package dev.jmachine.ssh;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Opens SSH connections to hosts whose key is verified, always. Stateless and thread-safe.
 *
 * <p>A host key pinned for the alias is the only one accepted. Where none is pinned the first one shown is accepted,
 * pinned, and told. There is no way to go without.
 */
public final class SshConnector {
    private final Keyring keys;

    /** Create a connector that finds default keys in the user's {@code ~/.ssh} and at the agent of SSH_AUTH_SOCK. */
    public SshConnector() {
        this(Path.of(System.getProperty("user.home"), ".ssh"), environmentAgent());
    }

    /**
     * Create a connector with other places for default keys.
     *
     * @param sshFolder where {@code id_ed25519}, {@code id_ecdsa} and {@code id_rsa} are looked for
     * @param agentSocket the socket of an SSH agent, or null for none
     */
    public SshConnector(Path sshFolder, Path agentSocket) {
        this.keys = new Keyring(sshFolder, agentSocket);
    }

    private static Path environmentAgent() {
        String socket = System.getenv("SSH_AUTH_SOCK");
        return socket == null || socket.isBlank() ? null : Path.of(socket);
    }

    /**
     * Connect and log in with a public key; nothing is tried twice.
     *
     * @param endpoint where, as whom and with which keys; without any, the user's default keys are tried
     * @param alias what the host's keys are pinned under, such as the machine's name
     * @param knownHosts the pinned keys
     * @param onFirstKey told the SHA256 fingerprint of a key that was pinned just now, and of which bastion's it is, from
     *     another thread
     * @param timeout how long all of it may take
     * @return the connection, to be closed by the caller
     * @throws MachineException with {@link ErrorCode#SSH_UNREACHABLE} when no SSH server answers,
     *     {@link ErrorCode#HOST_KEY_CHANGED} when its key is none of the pinned ones,
     *     {@link ErrorCode#SSH_AUTHENTICATION} when it accepts none of the keys, {@link ErrorCode#TIMEOUT} or
     *     {@link ErrorCode#CANCELLED}
     */
    public RemoteShell connect(
            SshEndpoint endpoint, String alias, KnownHosts knownHosts, Consumer<String> onFirstKey, Duration timeout) {
        return open(new Hop(endpoint, new Trust(alias, knownHosts, onFirstKey), keys), endpoint, timeout);
    }

    /**
     * Log in at a bastion and leave again: whether it is there, and lets us in.
     *
     * @param knownHosts where its host key is pinned
     * @param onFirstKey told of its key as by {@link #connect}
     * @param timeout how long all of it may take
     * @throws MachineException as {@link #connect} does
     */
    public void check(Bastion bastion, KnownHosts knownHosts, Consumer<String> onFirstKey, Duration timeout) {
        Hop hop = Hop.ofBastion(bastion, new Trust("", knownHosts, onFirstKey), keys);
        open(hop, bastion.endpoint(), timeout).close();
    }

    private static RemoteShell open(Hop hop, SshEndpoint endpoint, Duration timeout) {
        boolean connected = false;
        try {
            RemoteShell shell = new BlockingCall(hop.activity(), hop::close)
                    .run(timeout, () -> new SshShell(endpoint, hop.open()));
            connected = true;
            return shell;
        } finally {
            if (!connected) {
                hop.close();
            }
        }
    }

    /**
     * Judge a host by its SSH port.
     *
     * <p>Since OpenSSH 9.8 a connection without a login, as this is, counts for one second towards the 15 from which on
     * the server refuses its source for a while, and a failed login for five. So ask until it answers, not for ever.
     *
     * @param endpoint where; nobody logs in there, only at its bastion
     * @param knownHosts the keys pinned for the bastion
     * @param onFirstKey told of the bastion's key as by {@link #connect}
     * @param timeout how long it may take
     * @return running when an SSH server answers (it takes a TCP connection and says {@code SSH-}), error when the host
     *     is there but its SSH server is not, and timeout when nothing at all is heard, also of the bastion
     * @throws MachineException as {@link #connect} does, for a bastion that is reached but does not let us through, and
     *     with {@link ErrorCode#CANCELLED} when the thread is interrupted
     */
    public MachineState probe(
            SshEndpoint endpoint, KnownHosts knownHosts, Consumer<String> onFirstKey, Duration timeout) {
        try (Carrier carrier = Hop.carrier(endpoint, new Trust("", knownHosts, onFirstKey), keys)) {
            return new BlockingCall("Looking for an SSH server at " + endpoint, carrier::close)
                    .run(timeout, () -> judge(carrier, endpoint));
        } catch (MachineException e) {
            if (e.code() == ErrorCode.TIMEOUT || e.code() == ErrorCode.SSH_UNREACHABLE) {
                return MachineState.TIMEOUT;
            }
            throw e;
        }
    }

    private static MachineState judge(Carrier carrier, SshEndpoint endpoint) {
        try {
            carrier.connect(endpoint.host(), endpoint.port());
            return SshBanner.isSaid(carrier.input()) ? MachineState.RUNNING : MachineState.ERROR;
        } catch (IOException e) {
            boolean refused = e.getMessage() != null && e.getMessage().contains("refused");
            return refused ? MachineState.ERROR : MachineState.TIMEOUT;
        }
    }
}
