package dev.jmachine.ssh;

import dev.jmachine.api.SshEndpoint;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Apache MINA's server inside this JVM; commands are run by {@code /bin/sh}. */
final class MinaHost implements TestHost {
    private final OpenSshKeyPair hostKey = OpenSshKeyPair.generateEd25519("");
    private final Path identity;
    private final SshServer server = SshServer.setUpDefaultServer();

    MinaHost(Path folder, boolean sftp) throws IOException, GeneralSecurityException {
        OpenSshKeyPair user = OpenSshKeyPair.generateEd25519("test");
        KeyPair userKey = parsed(user);
        identity = Files.writeString(folder.resolve("mina_user_key"), user.privateKey());
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(parsed(hostKey)));
        server.setPublickeyAuthenticator((name, key, session) -> KeyUtils.compareKeys(key, userKey.getPublic()));
        server.setShellFactory(channel -> new ProcessCommand("/bin/sh"));
        server.setCommandFactory((channel, command) -> new ProcessCommand("/bin/sh", "-c", command));
        server.setSubsystemFactories(sftp ? List.of(new SftpSubsystemFactory()) : List.of());
        server.start();
    }

    private static KeyPair parsed(OpenSshKeyPair pair) throws IOException, GeneralSecurityException {
        return OpenSSHKeyPairResourceParser.INSTANCE
                .loadKeyPairs(null, () -> "key", null, new StringReader(pair.privateKey()))
                .iterator()
                .next();
    }

    @Override
    public SshEndpoint endpoint() {
        return new SshEndpoint("tester", "127.0.0.1", server.getPort(), List.of(identity));
    }

    @Override
    public String hostKey() {
        return hostKey.publicKey();
    }

    /** Break each connection without a word when it tries to log in. */
    void breakOnLogin() {
        server.setPublickeyAuthenticator((name, key, session) -> {
            session.getIoSession().close(true);
            return false;
        });
    }

    /** Let connections to other hosts through, as a bastion does. */
    MinaHost forwarding() {
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        return this;
    }

    @Override
    public void breakConnections() {
        server.getActiveSessions().forEach(session -> session.close(true));
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
