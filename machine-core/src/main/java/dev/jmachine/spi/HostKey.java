package dev.jmachine.spi;

/**
 * An SSH host key that we made for a machine, to be handed over before its first boot. Ed25519.
 *
 * @param privateKey the private key in OpenSSH's PEM form, for {@code /etc/ssh/ssh_host_ed25519_key}, mode 0600
 * @param publicKey the public key as one line in OpenSSH's form, without comment
 */
public record HostKey(String privateKey, String publicKey) {

    @Override
    public String toString() {
        return publicKey;
    }
}
