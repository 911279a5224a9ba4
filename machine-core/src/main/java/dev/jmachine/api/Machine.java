package dev.jmachine.api;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One machine of a store: a Docker host made, or adopted, by a driver.
 *
 * <p>A handle, not a copy: what it tells is read from the store or asked of the provider at each call. Instances are
 * thread-safe and stay usable until the {@link Machines} that gave them is closed. Operations that change the machine
 * hold its lock, across processes; they block until done, honour interruption, and throw {@link MachineException}.
 */
public interface Machine {

    /** Return the machine's name. */
    String name();

    /**
     * Return the name of its driver.
     *
     * @throws MachineException with {@link ErrorCode#STORE_DAMAGED} if the record cannot be read
     */
    String driverName();

    /** Return the machine's folder in the store, where its certificates are. */
    Path folder();

    /**
     * Return what was asked for when it was made. Secrets are not part of it.
     *
     * @throws MachineException with {@link ErrorCode#STORE_DAMAGED} if the record cannot be read
     */
    MachineSpec spec();

    /**
     * Return the machine's configuration as docker-machine's {@code inspect} prints it: the JSON of {@code config.json}.
     *
     * @throws MachineException with {@link ErrorCode#STORE_DAMAGED} or {@link ErrorCode#STORE_IO} if it cannot be read
     */
    default String configuration() {
        Path file = folder().resolve("config.json");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Reading " + file, e.toString(), e);
        }
    }

    /** Return the step before which creation was cut short, if it has not been finished since. */
    Optional<String> unfinishedStep();

    /** Ask the provider for the machine's state. */
    MachineState state();

    /**
     * Return the address at which this computer reaches the machine.
     *
     * @throws MachineException with {@link ErrorCode#WRONG_STATE} if it has none now
     */
    String ip();

    /**
     * Return where the engine's API is, such as {@code tcp://192.0.2.7:2376}, as last known to the store.
     *
     * @throws MachineException with {@link ErrorCode#WRONG_STATE} if it has none now
     */
    URI url();

    /**
     * Return {@link #url()} once the way there is open: for a machine behind a bastion, the tunnel to its engine is
     * opened where it is down, as {@link #engine()} and {@link #reachable} do too. It stays open.
     *
     * @throws MachineException with {@link ErrorCode#PORT_IN_USE}, or as {@link #shell()} does, if it cannot be opened
     */
    default URI reachableUrl() {
        return url();
    }

    /** Return whether the machine is behind a bastion and the tunnel to its engine is down. Nobody is asked for it. */
    default boolean tunnelDown() {
        return false;
    }

    /** Return the address at which other machines of the same driver reach it, if the driver has such a network. */
    Optional<String> peerAddress();

    /**
     * Return whether something listens where the engine's API is; much quicker than {@link #engine()}, and less sure.
     *
     * @param timeout how long it may take
     */
    boolean reachable(Duration timeout);

    /** Return when the client certificate that the engine asks for ends; empty when the machine has none. */
    Optional<Instant> certificateExpiry();

    /** Ask the engine over mutual TLS what it is. */
    EngineStatus engine();

    /** Return where its SSH server is, if it has one. */
    Optional<SshEndpoint> ssh();

    /** Return the file, in OpenSSH's {@code known_hosts} form, that holds the host keys pinned for this machine. */
    Path knownHosts();

    /**
     * Return the value of OpenSSH's {@code ProxyCommand} that leads its programs to a machine behind a bastion; empty
     * for others. Where the bastion's host key is not pinned yet, it is asked for it.
     */
    default Optional<String> proxyCommand() {
        return Optional.empty();
    }

    /** Open an SSH connection, its host key verified. The caller closes it. */
    RemoteShell shell();

    /** Start it and wait until SSH and the engine answer. */
    void start();

    /** Shut it down in an orderly way and wait until it is off. */
    void stop();

    /** Switch it off at once. */
    void kill();

    /** Restart it and wait until SSH and the engine answer. */
    void restart();

    /** Bring the host to what {@link #spec()} says; where it is so already nothing is restarted. */
    void provision();

    /**
     * Change what {@link #spec()} says of the engine, and bring the host to it. How and in which version the engine is
     * installed matters only where there is none.
     */
    void configureEngine(EngineSpec engine);

    /**
     * Upgrade the engine by the package in which it was installed on the host, keep its settings, and ask it over TLS.
     * Nothing is restarted where nothing newer is to be had. A notice says from which version to which. A machine that
     * is off is started first, and stays on.
     *
     * @param version the version wanted, such as {@code 26.1}; empty for the newest
     * @throws MachineException with {@link ErrorCode#ENGINE_UPGRADE_FAILED} if that cannot be done; the engine is left in
     *     its old version
     */
    void upgradeEngine(String version);

    /**
     * Make new certificates for the engine and put them in place.
     *
     * @param client also renew the certificate authority and client certificate where missing or expired
     */
    void regenerateCertificates(boolean client);

    /** Remove the machine and all that its driver made for it, then its record. */
    void remove(RemoveOptions options);
}
