package dev.jmachine.ssh;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;

/**
 * Opens SSH connections to hosts whose key is verified, always. Stateless and thread-safe.
 *
 * <p>A host key pinned for the alias is the only one accepted. Where none is pinned the first one shown is accepted,
 * pinned, and told. There is no way to go without.
 */
public final class SshConnector {
    private static final String BANNER = "SSH-";
    private static final int BANNER_SEARCH_LIMIT = 8192;

    private final Path sshFolder;
    private final Path agentSocket;

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
        this.sshFolder = sshFolder;
        this.agentSocket = agentSocket;
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
     * @param onFirstKey told the SHA256 fingerprint of a key that was pinned just now, from another thread
     * @param timeout how long all of it may take
     * @return the connection, to be closed by the caller
     * @throws MachineException with {@link ErrorCode#SSH_UNREACHABLE} when no SSH server answers,
     *     {@link ErrorCode#HOST_KEY_CHANGED} when its key is none of the pinned ones,
     *     {@link ErrorCode#SSH_AUTHENTICATION} when it accepts none of the keys, {@link ErrorCode#TIMEOUT} or
     *     {@link ErrorCode#CANCELLED}
     */
    public RemoteShell connect(
            SshEndpoint endpoint, String alias, KnownHosts knownHosts, Consumer<String> onFirstKey, Duration timeout) {
        String activity = "Connecting to " + endpoint + " over SSH";
        HostKeyCheck hostKeys = new HostKeyCheck(knownHosts.pinned(alias));
        SshConnection connection = new SshConnection(endpoint, hostKeys);
        boolean connected = false;
        try {
            RemoteShell shell = new BlockingCall(activity, connection::close).run(timeout, () -> {
                open(connection, hostKeys, activity);
                hostKeys.first().ifPresent(key -> {
                    knownHosts.pin(alias, key.toString());
                    onFirstKey.accept(key.fingerprint());
                });
                logIn(connection, endpoint, activity);
                return new SshShell(endpoint, connection);
            });
            connected = true;
            return shell;
        } finally {
            if (!connected) {
                connection.close();
            }
        }
    }

    private static void open(SshConnection connection, HostKeyCheck hostKeys, String activity) {
        try {
            connection.open();
        } catch (IOException e) {
            hostKeys.refused().ifPresent(shown -> {
                throw new MachineException(ErrorCode.HOST_KEY_CHANGED, activity,
                        "The host shows the key " + shown.fingerprint() + " (" + shown.type() + "), but "
                                + hostKeys.pinnedFingerprints() + " is pinned.", e);
            });
            boolean foreign = e.getMessage() != null && e.getMessage().startsWith("Unable to reach a settlement");
            throw new MachineException(
                    foreign ? ErrorCode.SSH_FAILED : ErrorCode.SSH_UNREACHABLE, activity, Failures.describe(e), e);
        }
    }

    private void logIn(SshConnection connection, SshEndpoint endpoint, String activity) {
        Identities identities = endpoint.identities().isEmpty()
                ? Identities.usual(sshFolder, agentSocket)
                : Identities.named(endpoint.identities(), agentSocket);
        try {
            if (!connection.logIn(identities.methods())) {
                throw new MachineException(ErrorCode.SSH_AUTHENTICATION, activity,
                        "The host accepts none of the keys. " + identities.account());
            }
        } catch (IOException e) {
            boolean refused = connection.isOpen() || saidWhyItHungUp(e);
            throw new MachineException(refused ? ErrorCode.SSH_AUTHENTICATION : ErrorCode.SSH_UNREACHABLE, activity,
                    Failures.describe(e) + " " + identities.account(), e);
        }
    }

    /** A host that says why does not want us; one that only breaks the connection may be about to restart. */
    private static boolean saidWhyItHungUp(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSHException e && e.getDisconnectReason() != DisconnectReason.UNKNOWN) {
                return true;
            }
        }
        return false;
    }

    /**
     * Return whether an SSH server answers: it takes a TCP connection and says {@code SSH-}.
     *
     * <p>Since OpenSSH 9.8 a connection without a login, as this is, counts for one second towards the 15 from which on
     * the server refuses its source for a while, and a failed login for five. So ask until it answers, not for ever.
     *
     * @param host host name or address
     * @param port TCP port
     * @param timeout how long it may take
     * @throws MachineException with {@link ErrorCode#CANCELLED} when the thread is interrupted
     */
    public boolean answers(String host, int port, Duration timeout) {
        try (WatchedSocket socket = new WatchedSocket()) {
            return new BlockingCall("Looking for an SSH server at " + host + ":" + port, socket::close)
                    .run(timeout, () -> saysBanner(socket, host, port));
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return false;
        }
    }

    private static boolean saysBanner(WatchedSocket socket, String host, int port) throws IOException {
        socket.connect(host, port);
        InputStream in = socket.input();
        StringBuilder seen = new StringBuilder("\n");
        while (seen.length() < BANNER_SEARCH_LIMIT) {
            byte[] one = in.readNBytes(1);
            if (one.length == 0) {
                return false;
            }
            seen.append(new String(one, StandardCharsets.ISO_8859_1));
            if (seen.indexOf("\n" + BANNER) >= 0) {
                return true;
            }
        }
        return false;
    }
}
