package dev.jmachine.it.cluster;

import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.program.Program;
import java.nio.file.Path;

/** Copies files from a host. */
record Copy(DebianHost host) {

    void from(String remote, Path local) {
        Program.of("scp", "-q", "-i", host.key().toString(), "-o", "UserKnownHostsFile=" + host.knownHosts(),
                "root@" + host.address() + ":" + remote, local.toString()).run().orFail();
    }
}
