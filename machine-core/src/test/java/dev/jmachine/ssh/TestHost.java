package dev.jmachine.ssh;

import dev.jmachine.api.SshEndpoint;

/** An SSH server that a test runs against. */
interface TestHost extends AutoCloseable {

    /** Return where it is, with a key that is let in. */
    SshEndpoint endpoint();

    /** Return its public host key as {@code TYPE BASE64}; the Ed25519 one when it has several. */
    String hostKey();

    /** Break every connection that stands, from the host's side. */
    void breakConnections();

    @Override
    void close();
}
