package dev.jmachine.testkit;

import dev.jmachine.api.SshEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.scp.server.ScpCommandFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * A host to log in to over SSH, inside this JVM, on a free port of 127.0.0.1.
 *
 * <p>Commands are run by this computer's own {@code /bin/sh}, with a home folder and a PATH of their own, unless the
 * test gives a {@link CommandHandler}; SFTP and SCP work on the real file system. One key pair is let in. The host can
 * be stopped and started again on the same port, with the same host key or a new one, as a rebooted or a re-installed
 * machine would come back. Thread-safe.
 */
public final class SshHost implements AutoCloseable {
    /** The user that every host has. */
    public static final String USER = "tester";

    private final Path folder;
    private final Path identity;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private volatile KeyPair hostKey = newKey();
    private volatile PublicKey authorizedKey;
    private volatile CommandHandler handler;
    private volatile boolean sftp = true;
    private volatile boolean forwarding;
    private volatile int port;
    private SshServer server;

    private SshHost(Path folder) {
        this.folder = folder;
        this.identity = folder.resolve("id_ed25519");
        List<String> path = List.of(bin().toString(), "/usr/bin", "/bin", "/usr/sbin", "/sbin");
        this.handler = new ShellCommandHandler(home(), path);
    }

    /**
     * Start a host.
     *
     * @param folder an empty folder, where its home folder, a folder for commands of the test's own, and the private
     *     key that is let in are put
     */
    public static SshHost start(Path folder) {
        SshHost host = new SshHost(folder);
        host.prepare();
        host.start();
        return host;
    }

    private void prepare() {
        try {
            Files.createDirectories(home());
            Files.createDirectories(bin());
            KeyPair key = newKey();
            authorizedKey = key.getPublic();
            Files.createFile(
                    identity, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(identity)) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, out);
            }
            Files.writeString(folder.resolve("id_ed25519.pub"), PublicKeyEntry.toString(authorizedKey) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKey() {
        try {
            return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Start listening, after {@link #stop()}, on the port it had; nothing happens when it listens. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        SshServer starting = configured();
        try {
            starting.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = starting.getPort();
        server = starting;
    }

    private SshServer configured() {
        SshServer fresh = SshServer.setUpDefaultServer();
        fresh.setHost("127.0.0.1");
        fresh.setPort(port);
        fresh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        fresh.setPublickeyAuthenticator(
                (user, key, session) -> user.equals(USER) && KeyUtils.compareKeys(key, authorizedKey));
        fresh.setPasswordAuthenticator(null);
        fresh.setKeyboardInteractiveAuthenticator(null);
        fresh.setGSSAuthenticator(null);
        fresh.setShellFactory(channel -> new HandledCommand(handler, ""));
        fresh.setCommandFactory(new ScpCommandFactory.Builder()
                .withDelegate((channel, command) -> new HandledCommand(handler, command))
                .build());
        fresh.setSubsystemFactories(sftp ? List.of(new HomeSftpFactory(home())) : List.of());
        fresh.setForwardingFilter(
                forwarding ? AcceptAllForwardingFilter.INSTANCE : RejectAllForwardingFilter.INSTANCE);
        fresh.setIoServiceEventListener(new ConnectionCounter());
        fresh.addSessionListener(new LoginCounter());
        return fresh;
    }

    /** Break all connections and refuse new ones, as a machine that is switched off. */
    public synchronized void stop() {
        SshServer stopping = server;
        server = null;
        if (stopping != null) {
            try {
                stopping.stop(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Break all connections but go on listening. */
    public synchronized void breakConnections() {
        if (server != null) {
            server.getActiveSessions().forEach(session -> session.close(true));
        }
    }

    /** Let connections to other hosts through, as a bastion does, from the next {@link #start()} on. */
    public void allowForwarding() {
        forwarding = true;
    }

    /** Take a new host key, shown from the next {@link #start()} on. */
    public void renewHostKey() {
        hostKey = newKey();
    }

    /** Have commands run by a handler of the test's, from the next one on. */
    public void handleWith(CommandHandler commands) {
        handler = commands;
    }

    /** Offer SFTP or not, from the next {@link #start()} on. */
    public void offerSftp(boolean offered) {
        sftp = offered;
    }

    /** Return where to connect, with the key that is let in. */
    public SshEndpoint endpoint() {
        return new SshEndpoint(USER, "127.0.0.1", port, List.of(identity));
    }

    /** Return the port, the same over all starts. */
    public int port() {
        return port;
    }

    /** Return the host's public key as {@code TYPE BASE64}. */
    public String hostKey() {
        return PublicKeyEntry.toString(hostKey.getPublic());
    }

    /** Return the fingerprint of the host's key, with its {@code SHA256:} in front. */
    public String hostKeyFingerprint() {
        return KeyUtils.getFingerPrint(hostKey.getPublic());
    }

    /** Return the private key file of the one key that is let in; its public key stands beside it. */
    public Path identity() {
        return identity;
    }

    /** Return the home folder of the user: where commands start. */
    public Path home() {
        return folder.resolve("home");
    }

    /** Return a folder that comes first in the PATH of commands: put programs there that stand in for real ones. */
    public Path bin() {
        return folder.resolve("bin");
    }

    /** Return how many connections were made since the first start, also those that only looked. */
    public int connections() {
        return connections.get();
    }

    /** Return how many connections have logged in since the first start. */
    public int logins() {
        return logins.get();
    }

    /** Stop for good; the files stay. */
    @Override
    public void close() {
        stop();
    }

    private final class ConnectionCounter implements IoServiceEventListener {
        @Override
        public void connectionAccepted(
                IoAcceptor acceptor, SocketAddress local, SocketAddress remote,
                SocketAddress service) {
            connections.incrementAndGet();
        }
    }

    private final class LoginCounter implements SessionListener {
        @Override
        public void sessionEvent(Session session, Event event) {
            if (event == Event.Authenticated) {
                logins.incrementAndGet();
            }
        }
    }
}
