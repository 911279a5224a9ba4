package dev.jmachine.ssh;

import dev.jmachine.api.SshEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import net.schmizz.keepalive.KeepAlive;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.ConnectionImpl;
import net.schmizz.sshj.transport.TransportImpl;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.UserAuthImpl;
import net.schmizz.sshj.userauth.method.AuthMethod;

/**
 * One SSH connection: carrier, transport, user authentication, channels, keep-alive. Thread-safe once authenticated.
 */
final class SshConnection implements AutoCloseable {
    private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(15);
    private static final int KEEP_ALIVES_UNANSWERED = 3;

    private final SshEndpoint endpoint;
    private final Carrier carrier;
    private final TransportImpl transport;
    private final UserAuthImpl authentication;
    private final ConnectionImpl channels;
    private final SshjConfiguration configuration = new SshjConfiguration();
    private volatile boolean disconnected;

    SshConnection(SshEndpoint endpoint, HostKeyCheck hostKeys, Carrier carrier) {
        this.endpoint = endpoint;
        this.carrier = carrier;
        this.transport = new TransportImpl(configuration);
        this.transport.addHostKeyVerifier(hostKeys);
        this.transport.setDisconnectListener((reason, message) -> disconnected = true);
        this.authentication = new UserAuthImpl(transport);
        this.channels = new ConnectionImpl(transport, configuration.getKeepAliveProvider());
        // Callers have deadlines of their own, and a command may leave its input unread for as long as it likes.
        this.transport.setTimeoutMs(Integer.MAX_VALUE);
        this.channels.setTimeoutMs(Integer.MAX_VALUE);
    }

    /** Connect, exchange keys and check the host's. */
    void open() throws IOException {
        carrier.connect(endpoint.host(), endpoint.port());
        transport.init(endpoint.host(), endpoint.port(), carrier.input(), carrier.output());
        transport.doKex();
        configuration.allowLoginKeys();
    }

    /**
     * Log in with the first of the methods that the host accepts.
     *
     * @return whether one was accepted
     * @throws UserAuthException when none was, and one could not even be tried
     */
    boolean logIn(List<AuthMethod> methods) throws IOException {
        UserAuthException problem = null;
        for (AuthMethod method : methods) {
            try {
                method.setLoggerFactory(configuration.getLoggerFactory());
                if (authentication.authenticate(endpoint.user(), channels, method, transport.getTimeoutMs())) {
                    keepAlive();
                    return true;
                }
            } catch (UserAuthException e) {
                if (disconnected) {
                    throw e;
                }
                problem = e;
            }
        }
        if (problem != null) {
            throw problem;
        }
        return false;
    }

    private void keepAlive() throws IOException {
        carrier.watch(KEEP_ALIVE_INTERVAL.multipliedBy(KEEP_ALIVES_UNANSWERED));
        KeepAlive keepAlive = channels.getKeepAlive();
        keepAlive.setKeepAliveInterval((int) KEEP_ALIVE_INTERVAL.toSeconds());
        ((KeepAliveRunner) keepAlive).setMaxAliveCount(KEEP_ALIVES_UNANSWERED);
        keepAlive.start();
    }

    /** Open a channel for one command. */
    CommandChannel openChannel() throws SSHException {
        CommandChannel channel = new CommandChannel(channels);
        channel.open();
        return channel;
    }

    /** Open a channel to another host. */
    DirectChannel openChannel(String host, int port) throws SSHException {
        DirectChannel channel = new DirectChannel(channels, host, port);
        channel.open();
        return channel;
    }

    boolean isOpen() {
        return transport.isRunning() && !disconnected;
    }

    /** Take leave of the host unless it does not even take what was sent before, and close the carrier. */
    @Override
    public void close() {
        if (!carrier.isWriting()) {
            transport.disconnect();
        }
        carrier.close();
    }
}
