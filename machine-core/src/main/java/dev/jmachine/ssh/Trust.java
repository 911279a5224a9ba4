package dev.jmachine.ssh;

import java.util.function.Consumer;

/**
 * Which host keys are believed, and who is told of new ones.
 *
 * @param alias what the host's keys are pinned under
 * @param knownHosts the pinned keys
 * @param onFirstKey told the fingerprint of a key that was pinned just now, from another thread
 */
record Trust(String alias, KnownHosts knownHosts, Consumer<String> onFirstKey) {

    /** Return what holds for a bastion on the way to this host. */
    Trust inBastion(String name) {
        return new Trust(KnownHosts.BASTION, knownHosts,
                fingerprint -> onFirstKey.accept(fingerprint + " of " + name));
    }

    HostKeyCheck check() {
        return new HostKeyCheck(knownHosts.pinned(alias));
    }

    void pin(SshPublicKey key) {
        knownHosts.pin(alias, key.toString());
        onFirstKey.accept(key.fingerprint());
    }
}
