package dev.jmachine.lifecycle;

import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.store.MachineStore;
import dev.jmachine.tls.CertificateAuthority;
import dev.jmachine.tls.CertificateEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The client certificate of a store, of which every machine's folder has a copy. */
final class ClientCertificates {

    private static final String CLIENT_CERTIFICATE = "cert.pem";

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

    /** Return when a machine's copy of the client certificate ends; empty when it has none. */
    static Optional<Instant> expiry(Environment environment, Path machineFolder) {
        if (!hasCopy(machineFolder)) {
            return Optional.empty();
        }
        CertificateAuthority authority =
                CertificateAuthority.open(environment.store().certificates(), environment.clock());
        return Optional.of(authority.facts(machineFolder.resolve(CLIENT_CERTIFICATE)).notAfter());
    }

    /** Return when the first of the store's own certificates ends. */
    static Optional<Instant> firstEnd(Environment environment) {
        Path certificates = environment.store().certificates();
        return Stream.of("ca.pem", CLIENT_CERTIFICATE)
                .flatMap(file -> CertificateEnd.of(certificates.resolve(file)).stream())
                .min(Comparator.naturalOrder());
    }

    private static boolean hasCopy(Path machineFolder) {
        return Files.exists(machineFolder.resolve(CLIENT_CERTIFICATE));
    }
}
