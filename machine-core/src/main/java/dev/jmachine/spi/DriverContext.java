package dev.jmachine.spi;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a driver is given for one machine. Methods with I/O block, and throw {@link dev.jmachine.api.MachineException}. */
public interface DriverContext {

    /** Return the machine's name. */
    String machineName();

    /** Return the machine's identity, a random UUID that never changes: the value of the tag {@code jmachine-id}. */
    String machineId();

    /** Return the values of the driver's options; for {@link Driver#check()} and {@link Driver#create()} only. */
    DriverOptions options();

    /**
     * Return the value of an option that is a secret; in any call, since it is never saved.
     *
     * @return the value given in this process, else what the library's source of secrets says now, by default the
     *     option's environment variable; empty when it is not to be had
     */
    String secret(String option);

    /** Return what the driver keeps of this machine. */
    DriverState state();

    /** Return the machine's folder, mode 0700; deleted after {@link Driver#remove()}. */
    Path folder();

    /**
     * Return a folder of this driver's in the store, for what its machines share; made on the first call, though not
     * for {@link Driver#findOwned()}, which only looks.
     */
    Path sharedFolder();

    /** Return a folder of this driver's in the store for what can be fetched or made again; made in the same way. */
    Path cacheFolder();

    /** Return the private key file with which this computer logs in; the key pair is made on the first call. */
    Path clientKeyFile();

    /**
     * Keep a copy of a private key that the user has given for this machine, and of the public one beside it, in the
     * machine's folder, for the day when the store is moved or the user's own file is gone.
     *
     * @return the copy of the private one, which docker-machine's name is given, {@code id_rsa}, whatever its kind
     */
    Path keepKey(Path privateKeyFile);

    /** Return the line for {@code authorized_keys} of the key pair of {@link #clientKeyFile()}. */
    String clientPublicKey();

    /**
     * Return the host key to hand over to the machine before its first boot. It is made on the first call and pinned
     * at once, so that the machine is believed only when it shows this key.
     */
    HostKey hostKey();

    /** Open an SSH connection to {@link Driver#network()}'s SSH server, its host key verified. The caller closes it. */
    RemoteShell shell();

    /**
     * Return the host by way of which the machine is reached. A driver may choose by it which address it tells; all
     * else is the core's business.
     */
    default Optional<Bastion> bastion() {
        return Optional.empty();
    }

    /**
     * Judge a host by its SSH port, by way of the bastion where there is one.
     *
     * @return running when an SSH server answers, error when the host is there but its SSH server is not, and timeout
     *     when nothing at all is heard: the host may be off, or a firewall between
     */
    MachineState probe(SshEndpoint endpoint, Duration timeout);

    /** Tell what is being done now. */
    void progress(String message);

    /**
     * Tell how far it has come.
     *
     * @param done units done so far
     * @param total all units
     */
    void progress(String message, long done, long total);

    /** Tell the user of a choice that was made for them, or of something that they should know. */
    void notice(String message);
}
