package dev.jmachine.cloud;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.MachineNetwork;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells where a cloud's machine is reached, from what docker-machine's keys in the state say. */
public final class SshAccess {
    /** The key of the address. */
    public static final String ADDRESS = "IPAddress";
    /** The key of the address for other machines; a key of ours. */
    public static final String PRIVATE_ADDRESS = "PrivateIPAddress";
    /** The key of the user to log in as. */
    public static final String USER = "SSHUser";
    /** The key of the SSH server's port. */
    public static final String PORT = "SSHPort";
    /** The key of the private key file's path. */
    public static final String KEY_PATH = "SSHKeyPath";

    private SshAccess() {
    }

    /**
     * Return where a machine is reached whose addresses stay as they were recorded; other machines reach it as this
     * computer does where no private address is.
     *
     * @throws MachineException with {@link ErrorCode#WRONG_STATE} if it has no address
     */
    public static MachineNetwork network(DriverContext context) {
        String address = context.state().text(ADDRESS);
        String own = context.state().text(PRIVATE_ADDRESS);
        return network(context, address, MachineNetwork.DEFAULT_ENGINE_PORT, own.isEmpty() ? address : own);
    }

    /**
     * Return where the machine is reached.
     *
     * @param address its address now; empty when it has none
     * @param enginePort the engine's port
     * @param peerAddress its address for other machines; empty when it has none
     * @throws MachineException with {@link ErrorCode#WRONG_STATE} if it has no address
     */
    public static MachineNetwork network(DriverContext context, String address, int enginePort, String peerAddress) {
        if (address.isEmpty()) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Looking for the machine's address",
                    "It has none now: it is off, or its creation was cut short.");
        }
        DriverState state = context.state();
        // docker-machine writes 0 where its driver leaves the port to it.
        int port = (int) state.number(PORT, 0);
        SshEndpoint ssh =
                new SshEndpoint(state.text(USER), address, port == 0 ? 22 : port, List.of(identity(context)));
        String host = address.contains(":") ? "[" + address + "]" : address;
        return new MachineNetwork(address, Optional.of(ssh), URI.create("tcp://" + host + ":" + enginePort),
                enginePort, Optional.of(peerAddress).filter(known -> !known.isEmpty()));
    }

    /**
     * Check the name of a user to log in as.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if it is none
     */
    public static void requireUser(String option, String user) {
        if (!user.matches("[a-z_][a-z0-9_-]{0,31}")) {
            throw InvalidOption.of(option, "\"" + user + "\" is not the name of a user.");
        }
    }

    /**
     * Check a port.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if it is none
     */
    public static void requirePort(String option, int port) {
        if (port < 1 || port > 65535) {
            throw InvalidOption.of(option, port + " is not a TCP port.");
        }
    }

    /** A key that docker-machine made lies in the machine's folder, also when the store has been moved. */
    private static Path identity(DriverContext context) {
        String recorded = context.state().text(KEY_PATH);
        if (recorded.isEmpty()) {
            return context.clientKeyFile();
        }
        Path file = Path.of(recorded);
        Path moved = context.folder().resolve(file.getFileName().toString());
        return !Files.exists(file) && Files.exists(moved) ? moved : file;
    }
}
