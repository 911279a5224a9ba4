package dev.jmachine.it.provision;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.EngineStatus;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.it.host.DebianHost;
import dev.jmachine.provision.HostFacts;
import dev.jmachine.spi.ProgressSink;
import dev.jmachine.provision.ProvisionRequest;
import dev.jmachine.provision.Provisioner;
import dev.jmachine.ssh.KnownHosts;
import dev.jmachine.ssh.SshConnector;
import dev.jmachine.tls.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Provisions a real host over one SSH connection, as the user's computer does, and keeps what was told meanwhile. */
final class Provisioning implements AutoCloseable {
    private static final int PORT = 2376;

    private final DebianHost host;
    private final CertificateAuthority authority;
    private final Path machine;
    private final CountingShell shell;
    private final Provisioner provisioner;
    private final List<String> notices = new ArrayList<>();

    /**
     * Connect to a host.
     *
     * @param store a folder for the authority and the machine's files; an authority that is there is used again
     */
    Provisioning(DebianHost host, String user, Path store) {
        this.host = host;
        this.authority = CertificateAuthority.openOrCreate(store.resolve("certs"), Clock.systemUTC());
        this.machine = folder(store.resolve("machine"));
        authority.copyClientFiles(machine);
        this.shell = new CountingShell(connect(user));
        this.provisioner = new Provisioner(shell, new Listener());
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RemoteShell connect(String user) {
        SshEndpoint endpoint = new SshEndpoint(user, host.address(), host.sshPort(), List.of(host.key()));
        return new SshConnector().connect(endpoint, host.name(), new KnownHosts(machine.resolve("known_hosts")),
                fingerprint -> {}, Duration.ofSeconds(20));
    }

    Provisioner provisioner() {
        return provisioner;
    }

    List<String> notices() {
        return notices;
    }

    int roundTrips() {
        return shell.roundTrips();
    }

    ProvisionRequest request(EngineSpec engine) {
        return request(engine, false);
    }

    ProvisionRequest request(EngineSpec engine, boolean renewIdentity) {
        List<String> names = List.of(host.address(), "localhost");
        return new ProvisionRequest(engine, PORT, names, authority.certificatePem(),
                () -> authority.issueServer(host.name(), names), renewIdentity);
    }

    /** Do the whole; return whether the engine was changed and restarted. */
    boolean provision(EngineSpec engine) {
        HostFacts facts = provisioner.installEngine(provisioner.detect(), engine);
        return provisioner.secureEngine(facts, request(engine));
    }

    /** Ask the engine over TLS, with the certificate of this store. */
    EngineStatus askEngine() {
        return new EngineClient(URI.create("tcp://" + host.address() + ":" + PORT), machine)
                .status(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        shell.close();
    }

    private final class Listener implements ProgressSink {
        @Override
        public void progress(String message) {
            // What is being done is not looked at here.
        }

        @Override
        public void notice(String message) {
            notices.add(message);
        }
    }
}
