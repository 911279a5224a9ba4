package dev.jmachine.tls;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * The certificate authority that one user's machines trust, and the client certificate of that user: a folder with
 * {@code ca.pem}, {@code ca-key.pem}, {@code cert.pem} and {@code key.pem}, as docker-machine keeps them.
 *
 * <p>A handle: the files are read at each call. Any number of threads and processes may use one folder at once without
 * a lock, even when it is empty. Each file is made from those before it, in the order CA key, CA certificate, client
 * key, client certificate, and appears whole or not at all, the first one made being the one that stays; so all agree
 * at every instant, and what a crash has left out is made by whoever comes next. A CA key is never replaced.
 */
public final class CertificateAuthority {
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

    private final Path folder;
    private final Clock clock;

    private CertificateAuthority(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Return the authority of a folder, and make what is missing there.
     *
     * @param folder made if needed
     * @param clock dates new certificates and tells which have ended
     * @throws MachineException with {@link ErrorCode#STORE_DAMAGED} if files cannot be used or do not belong together,
     *     or {@link ErrorCode#STORE_IO}
     */
    public static CertificateAuthority openOrCreate(Path folder, Clock clock) {
        CertificateAuthority authority = new CertificateAuthority(folder.toAbsolutePath(), clock);
        PemFiles.createFolder(authority.folder);
        PemFiles.sweep(authority.folder);
        authority.completeAuthority();
        authority.completeClient();
        return authority;
    }

    /**
     * Return the authority of a folder; nothing is made.
     *
     * @throws MachineException with {@link ErrorCode#STORE_DAMAGED} if the folder holds none
     */
    public static CertificateAuthority open(Path folder, Clock clock) {
        CertificateAuthority authority = new CertificateAuthority(folder.toAbsolutePath(), clock);
        if (!Files.exists(authority.certificateFile())) {
            throw authority.damaged("There is no certificate authority: ca.pem is missing.");
        }
        return authority;
    }

    /** Return the folder. */
    public Path folder() {
        return folder;
    }

    /** Return the authority's certificate, which engines and clients check each other's against. */
    public String certificatePem() {
        return PemFiles.read(certificateFile());
    }

    /**
     * Make a key and a certificate for a machine's engine.
     *
     * @param machine the machine's name; the certificate is for it, for {@code localhost}, and for what follows
     * @param namesAndAddresses the host names and IPv4 or IPv6 addresses that clients use
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if one is malformed, {@link ErrorCode#TLS} if
     *     the authority has expired, or {@link ErrorCode#STORE_DAMAGED} if its files are unfit
     */
    public ServerIdentity issueServer(String machine, List<String> namesAndAddresses) {
        return issue(machine, namesAndAddresses, KeyPurposeId.id_kp_serverAuth);
    }

    /**
     * Make a key and a certificate for a machine whose engine other engines must also accept as a client, as those of
     * a standalone Swarm accept their manager. Who breaks into such a host has them all; else as
     * {@link #issueServer}.
     */
    public ServerIdentity issueManager(String machine, List<String> namesAndAddresses) {
        return issue(machine, namesAndAddresses, KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
    }

    private ServerIdentity issue(String machine, List<String> namesAndAddresses, KeyPurposeId... purposes) {
        X509Certificate authority = authority();
        if (hasEnded(authority)) {
            throw new MachineException(ErrorCode.TLS, "Making a server certificate",
                    "The certificate authority in " + folder + " expired on " + lastDay(authority) + ".");
        }
        Set<String> names = new LinkedHashSet<>(namesAndAddresses);
        names.add(machine);
        names.add("localhost");
        KeyPair pair = PrivateKeys.generate();
        X509Certificate certificate = issuer(authority).server(pair.getPublic(),
                CertificateIssuer.distinguishedName(owner(), machine), AlternativeNames.of(names), purposes);
        return new ServerIdentity(encodeChecked(certificate, authority), PrivateKeys.encode(pair.getPrivate()));
    }

    /** Copy what a client needs, {@code ca.pem}, {@code cert.pem} and {@code key.pem}, into a machine's folder. */
    public void copyClientFiles(Path machineFolder) {
        PemFiles.createFolder(machineFolder);
        copy("ca.pem", machineFolder, PemFiles.PUBLIC);
        copy("cert.pem", machineFolder, PemFiles.PUBLIC);
        copy("key.pem", machineFolder, PemFiles.SECRET);
    }

    /**
     * Give the authority and the client new certificates where these end within 30 days or are unfit. Both keep their
     * keys: what the authority has signed stays valid, and whoever copies the files meanwhile gets some that match.
     *
     * @param force renew the client's certificate in any case
     * @return whether a certificate was renewed, so that machines need the files anew
     */
    public boolean renewClientIfNeeded(boolean force) {
        boolean renewed = false;
        if (endsSoon(authority())) {
            renewAuthority();
            renewed = true;
        }
        if (force || !isClientFit(clock.instant().plus(RENEWED_BEFORE_END))) {
            renewClient();
            renewed = true;
        }
        return renewed;
    }

    /** Return what a certificate file says; of several certificates in it, the first. */
    public CertificateFacts facts(Path pem) {
        X509Certificate certificate = Certificates.read(pem).get(0);
        return new CertificateFacts(certificate.getSubjectX500Principal().getName(), Certificates.names(certificate),
                certificate.getNotAfter().toInstant(), isSignedByAuthority(certificate));
    }

    private void completeAuthority() {
        // In this order, for others may be at it: the key is made first, so who sees a certificate will see the key.
        boolean hasCertificate = Files.exists(certificateFile());
        if (!Files.exists(keyFile())) {
            if (hasCertificate) {
                throw damaged("ca.pem has no ca-key.pem beside it, so that nothing can be signed.");
            }
            PemFiles.publish(keyFile(), PrivateKeys.encode(PrivateKeys.generate().getPrivate()), PemFiles.SECRET);
        }
        if (!hasCertificate) {
            X509Certificate certificate =
                    CertificateIssuer.authority(PrivateKeys.read(keyFile()), owner(), clock.instant());
            PemFiles.publish(certificateFile(), Certificates.encode(certificate), PemFiles.PUBLIC);
        }
    }

    private void completeClient() {
        if (!Files.exists(clientKeyFile())) {
            PemFiles.publish(clientKeyFile(), PrivateKeys.encode(PrivateKeys.generate().getPrivate()), PemFiles.SECRET);
        }
        if (!Files.exists(clientCertificateFile())) {
            PemFiles.publish(clientCertificateFile(), clientCertificate(), PemFiles.PUBLIC);
        }
        if (!isClientFit(clock.instant())) {
            renewClient();
        }
    }

    private void renewClient() {
        PemFiles.replace(clientCertificateFile(), clientCertificate(), PemFiles.PUBLIC);
    }

    private String clientCertificate() {
        X509Certificate authority = authority();
        PrivateKey key = PrivateKeys.read(clientKeyFile());
        return encodeChecked(issuer(authority).client(KeyFormats.publicKey(key), owner()), authority);
    }

    private void renewAuthority() {
        List<X509Certificate> certificates = new ArrayList<>(Certificates.read(certificateFile()));
        X509Certificate old = certificates.remove(0);
        if (!Certificates.isSignedBy(old, old.getPublicKey())) {
            throw damaged("ca.pem expires on " + lastDay(old) + " and is signed by another authority, "
                    + old.getIssuerX500Principal().getName() + ", which alone can renew it.");
        }
        StringBuilder pem = new StringBuilder(
                encodeChecked(issuer(old).authority(old.getPublicKey()), old));
        certificates.forEach(other -> pem.append(Certificates.encode(other)));
        PemFiles.replace(certificateFile(), pem.toString(), PemFiles.PUBLIC);
    }

    private boolean isClientFit(Instant until) {
        return Certificates.firstOf(clientCertificateFile())
                .filter(certificate -> until.isBefore(certificate.getNotAfter().toInstant()))
                .filter(this::isSignedByAuthority)
                .filter(certificate -> PrivateKeys.isPair(
                        PrivateKeys.read(clientKeyFile()), certificate.getPublicKey()))
                .isPresent();
    }

    private boolean isSignedByAuthority(X509Certificate certificate) {
        return Certificates.read(certificateFile()).stream()
                .anyMatch(authority -> Certificates.isSignedBy(certificate, authority.getPublicKey()));
    }

    private String encodeChecked(X509Certificate certificate, X509Certificate authority) {
        if (!Certificates.isSignedBy(certificate, authority.getPublicKey())) {
            throw damaged("ca-key.pem is not the key of the certificate in ca.pem.");
        }
        return Certificates.encode(certificate);
    }

    private X509Certificate authority() {
        return Certificates.read(certificateFile()).get(0);
    }

    private CertificateIssuer issuer(X509Certificate authority) {
        if (!Files.exists(keyFile())) {
            throw damaged("ca.pem has no ca-key.pem beside it, so that nothing can be signed.");
        }
        return CertificateIssuer.of(PrivateKeys.read(keyFile()), authority, clock.instant());
    }

    private boolean hasEnded(X509Certificate certificate) {
        return !clock.instant().isBefore(certificate.getNotAfter().toInstant());
    }

    private boolean endsSoon(X509Certificate certificate) {
        return !clock.instant().plus(RENEWED_BEFORE_END).isBefore(certificate.getNotAfter().toInstant());
    }

    private void copy(String name, Path target, String mode) {
        PemFiles.replace(target.resolve(name), PemFiles.read(folder.resolve(name)), mode);
    }

    private static String lastDay(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().toString().substring(0, 10);
    }

    private static String owner() {
        String user = System.getProperty("user.name", "");
        return user.isBlank() || user.equals("?") ? "unknown" : user;
    }

    private Path certificateFile() {
        return folder.resolve("ca.pem");
    }

    private Path keyFile() {
        return folder.resolve("ca-key.pem");
    }

    private Path clientCertificateFile() {
        return folder.resolve("cert.pem");
    }

    private Path clientKeyFile() {
        return folder.resolve("key.pem");
    }

    private MachineException damaged(String problem) {
        return new MachineException(ErrorCode.STORE_DAMAGED, "Using the certificates in " + folder, problem);
    }
}
