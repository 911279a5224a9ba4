/**
 * Makes, renews and reads the certificates behind every engine's TLS port: one
 * {@link dev.jmachine.tls.CertificateAuthority} for each store, a client certificate beside it, and a server
 * certificate for each machine.
 *
 * <p>Reading and connecting need the JDK alone; BouncyCastle is loaded where a certificate is signed or an old key
 * format is read. No security provider is installed.
 */
package dev.jmachine.tls;
