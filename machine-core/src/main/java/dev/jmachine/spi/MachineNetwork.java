package dev.jmachine.spi;

import dev.jmachine.api.SshEndpoint;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Says where a machine is reached.
 *
 * @param address host name or address at which this computer reaches it
 * @param ssh its SSH server; empty when the driver has none, and then the machine is not provisioned
 * @param engine where this computer reaches the engine's API, such as {@code tcp://192.0.2.7:2376}
 * @param enginePort the port on the host itself at which the engine is to listen
 * @param peerAddress address at which other machines of the driver reach it
 */
public record MachineNetwork(
        String address, Optional<SshEndpoint> ssh, URI engine, int enginePort, Optional<String> peerAddress) {

    /** The port at which engines listen for TLS. */
    public static final int DEFAULT_ENGINE_PORT = 2376;

    /** Check that nothing is null. */
    public MachineNetwork {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(ssh, "ssh");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(peerAddress, "peerAddress");
    }
}
