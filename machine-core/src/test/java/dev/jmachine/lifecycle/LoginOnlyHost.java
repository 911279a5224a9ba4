package dev.jmachine.lifecycle;

import dev.jmachine.api.SshEndpoint;
import dev.jmachine.ssh.OpenSshKeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.AcceptAllPublickeyAuthenticator;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/** An SSH server that lets everyone in and runs no command. */
final class LoginOnlyHost implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path identity;

    LoginOnlyHost(Path folder) throws IOException {
        identity = Files.writeString(folder.resolve("identity"), OpenSshKeyPair.generateEd25519("").privateKey());
        server.setHost("127.0.0.1");
        SimpleGeneratorHostKeyProvider hostKey = new SimpleGeneratorHostKeyProvider(folder.resolve("host_key"));
        hostKey.setAlgorithm("RSA");
        server.setKeyPairProvider(hostKey);
        server.setPublickeyAuthenticator(AcceptAllPublickeyAuthenticator.INSTANCE);
        server.start();
    }

    SshEndpoint endpoint() {
        return new SshEndpoint("tester", "127.0.0.1", server.getPort(), List.of(identity));
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
