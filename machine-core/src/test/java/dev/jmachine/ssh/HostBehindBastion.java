package dev.jmachine.ssh;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.SshEndpoint;
import java.util.Optional;

/** A host that is reached by way of another one. */
record HostBehindBastion(TestHost host, TestHost way) implements TestHost {

    @Override
    public SshEndpoint endpoint() {
        return host.endpoint().through(bastion());
    }

    Bastion bastion() {
        SshEndpoint there = way.endpoint();
        return new Bastion(there.user(), there.host(), there.port(), Optional.of(there.identities().get(0)));
    }

    @Override
    public String hostKey() {
        return host.hostKey();
    }

    @Override
    public void breakConnections() {
        host.breakConnections();
    }

    @Override
    public void close() {
        host.close();
        way.close();
    }
}
