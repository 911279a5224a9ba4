package dev.jmachine.ssh;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SshEndpoint;
import java.io.IOException;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;

/** One hop on the way to a machine, its bastion or itself: connected, host key verified, logged in. For one thread. */
final class Hop implements AutoCloseable {
    private final SshEndpoint endpoint;
    private final String name;
    private final Trust trust;
    private final Keyring keys;
    private final HostKeyCheck hostKeys;
    private final Carrier carrier;
    private final SshConnection connection;

    Hop(SshEndpoint endpoint, Trust trust, Keyring keys) {
        this(endpoint, endpoint.toString(), trust, keys);
    }

    private Hop(SshEndpoint endpoint, String name, Trust trust, Keyring keys) {
        this.endpoint = endpoint;
        this.name = name;
        this.trust = trust;
        this.keys = keys;
        this.hostKeys = trust.check();
        this.carrier = carrier(endpoint, trust, keys);
        this.connection = new SshConnection(endpoint, hostKeys, carrier);
    }

    /** Return what carries bytes to an endpoint: a socket, or a channel of its bastion's. */
    static Carrier carrier(SshEndpoint endpoint, Trust trust, Keyring keys) {
        return endpoint.bastion().isEmpty()
                ? new WatchedSocket() : new BastionChannel(ofBastion(endpoint.bastion().get(), trust, keys));
    }

    /** Return the hop to a bastion on the way to the host that is trusted so. */
    static Hop ofBastion(Bastion bastion, Trust trust, Keyring keys) {
        String name = "the bastion " + bastion;
        return new Hop(bastion.endpoint(), name, trust.inBastion(name), keys);
    }

    /** Return what it is called in messages. */
    String name() {
        return name;
    }

    /** Return what is being done, for messages. */
    String activity() {
        return "Connecting to " + name + " over SSH";
    }

    /** Connect, verify the host's key, pin it where none was, and log in. */
    SshConnection open() {
        connect();
        hostKeys.first().ifPresent(trust::pin);
        logIn();
        return connection;
    }

    private void connect() {
        try {
            connection.open();
        } catch (IOException e) {
            hostKeys.refused().ifPresent(shown -> {
                throw new MachineException(ErrorCode.HOST_KEY_CHANGED, activity(),
                        "The host shows the key " + shown.fingerprint() + " (" + shown.type() + "), but "
                                + hostKeys.pinnedFingerprints() + " is pinned.", e);
            });
            boolean foreign = e.getMessage() != null && e.getMessage().startsWith("Unable to reach a settlement");
            throw new MachineException(
                    foreign ? ErrorCode.SSH_FAILED : ErrorCode.SSH_UNREACHABLE, activity(), Failures.describe(e), e);
        }
    }

    private void logIn() {
        Identities identities = keys.of(endpoint);
        try {
            if (!connection.logIn(identities.methods())) {
                throw new MachineException(ErrorCode.SSH_AUTHENTICATION, activity(),
                        "The host accepts none of the keys. " + identities.account());
            }
        } catch (IOException e) {
            boolean refused = connection.isOpen() || saidWhyItHungUp(e);
            throw new MachineException(refused ? ErrorCode.SSH_AUTHENTICATION : ErrorCode.SSH_UNREACHABLE, activity(),
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

    /** Take a look at what stands on this hop, too, while the connection is watched. */
    void alsoWatch(Traffic.Look look) {
        if (carrier instanceof WatchedSocket socket) {
            socket.alsoWatch(look);
        }
    }

    /** Break the connection; from any thread, also while it is being made. */
    @Override
    public void close() {
        connection.close();
    }
}
