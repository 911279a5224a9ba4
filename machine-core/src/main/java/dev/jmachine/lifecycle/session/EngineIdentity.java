package dev.jmachine.lifecycle.session;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.operation.Failures;
import dev.jmachine.spi.MachineNetwork;
import dev.jmachine.store.MachineRecord;
import dev.jmachine.tls.CertificateAuthority;
import dev.jmachine.tls.ServerIdentity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What a machine's engine proves itself with, and the authority that vouches for it. Both may be made ahead, on a
 * thread of their own, while the host is looked at: loading what signs certificates takes about as long as that. For
 * one thread but for that.
 */
public final class EngineIdentity implements AutoCloseable {
    private static final String ACTIVITY = "Making the engine's certificate";

    private final Environment environment;
    private final String machine;
    private final List<String> names;
    private FutureTask<ServerIdentity> making;
    private Thread maker;

    private EngineIdentity(Environment environment, String machine, List<String> names) {
        this.environment = environment;
        this.machine = machine;
        this.names = names;
    }

    /** Return the identity of the engine at this network; nothing is made yet. */
    static EngineIdentity of(
            Environment environment, MachineRecord record, List<String> asked, MachineNetwork network) {
        Set<String> names = new LinkedHashSet<>(asked);
        names.add(network.address());
        network.peerAddress().ifPresent(names::add);
        names.addAll(List.of(record.name(), "localhost", "127.0.0.1"));
        return new EngineIdentity(environment, record.name(), List.copyOf(names));
    }

    /** Return the authority, made now where there is none and none was begun. */
    public CertificateAuthority authority() {
        close();
        return open();
    }

    private CertificateAuthority open() {
        return CertificateAuthority.openOrCreate(environment.store().certificates(), environment.clock());
    }

    /** Return the names and addresses that the certificate is good for. */
    public List<String> names() {
        return names;
    }

    /** Begin to make it. */
    public void begin() {
        making = new FutureTask<>(this::issue);
        maker = new Thread(making, "jmachine-certificate");
        maker.setDaemon(true);
        maker.start();
    }

    private ServerIdentity issue() {
        return open().issueServer(machine, names);
    }

    /** Return the certificate and its key: those begun, else made now. */
    public ServerIdentity get() {
        if (making == null) {
            return issue();
        }
        try {
            return making.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? Failures.of(ACTIVITY, known)
                    : new MachineException(ErrorCode.INTERNAL, ACTIVITY, String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, ACTIVITY, "It was cancelled.", e);
        }
    }

    /** Wait for what was begun, wanted or not; it takes a moment at most. */
    @Override
    public void close() {
        if (maker == null) {
            return;
        }
        try {
            maker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
