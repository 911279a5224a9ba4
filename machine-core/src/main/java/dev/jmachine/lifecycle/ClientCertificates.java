package dev.jmachine.lifecycle;

import dev.jmachine.store.MachineStore;
import dev.jmachine.tls.CertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;

/** The client certificate of a store, of which every machine's folder has a copy. */
final class ClientCertificates {

    private ClientCertificates() {
    }

    /** Renew the authority's and the client's certificate where they end soon, and every machine's copy of them. */
    static void renew(Environment environment) {
        MachineStore store = environment.store();
        CertificateAuthority authority =
                CertificateAuthority.openOrCreate(store.certificates(), environment.clock());
        if (authority.renewClientIfNeeded(false)) {
            store.names().stream().map(store::folder).filter(ClientCertificates::hasCopy)
                    .forEach(authority::copyClientFiles);
        }
    }

    private static boolean hasCopy(Path machineFolder) {
        return Files.exists(machineFolder.resolve("cert.pem"));
    }
}
