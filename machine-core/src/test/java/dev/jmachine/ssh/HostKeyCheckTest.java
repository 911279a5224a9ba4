package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostKeyCheckTest {
    private final PublicKey one = key("Ed25519");
    private final PublicKey other = key("Ed25519");

    private static PublicKey key(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void acceptsOnlyWhatIsPinned() {
        HostKeyCheck check = new HostKeyCheck(List.of(SshPublicKey.of(one)));

        assertThat(check.verify("h", 22, one)).isTrue();
        assertThat(check.verify("h", 22, other)).isFalse();
        assertThat(check.refused()).contains(SshPublicKey.of(other));
        assertThat(check.first()).isEmpty();
    }

    @Test
    void acceptsTheFirstKeyAndThenNoOtherOnTheSameConnection() {
        HostKeyCheck check = new HostKeyCheck(List.of());

        assertThat(check.verify("h", 22, one)).isTrue();
        assertThat(check.verify("h", 22, one)).isTrue();
        assertThat(check.verify("h", 22, other)).isFalse();
        assertThat(check.first()).contains(SshPublicKey.of(one));
    }

    @Test
    void asksForThePinnedKindsByTheNamesOfTheirSignatures() {
        SshPublicKey rsa = SshPublicKey.of(key("RSA"));

        assertThat(new HostKeyCheck(List.of(rsa, SshPublicKey.of(one))).findExistingAlgorithms("h", 22))
                .containsExactly("rsa-sha2-512", "rsa-sha2-256", "ssh-ed25519");
        assertThat(new HostKeyCheck(List.of()).findExistingAlgorithms("h", 22)).isEmpty();
    }
}
