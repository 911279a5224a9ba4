package dev.jmachine.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/** The keys to log in with, in order, and why others could not be used. Used by one thread. */
final class Identities {
    private static final List<String> DEFAULT_NAMES = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final SshAgent agent;
    private final List<AuthMethod> methods = new ArrayList<>();
    private final List<String> offered = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private List<SshPublicKey> agentKeys;

    private Identities(Path agentSocket) {
        agent = agentSocket == null ? null : new SshAgent(agentSocket);
    }

    /**
     * Read the keys that the user has named. Where one is protected by a passphrase, the agent may hold it.
     *
     * @param files private key files
     * @param agentSocket the agent's socket, or null
     */
    static Identities named(List<Path> files, Path agentSocket) {
        Identities identities = new Identities(agentSocket);
        files.forEach(identities::add);
        return identities;
    }

    /**
     * Read the default keys as far as they are there, then the agent's.
     *
     * @param sshFolder the user's {@code .ssh} folder
     * @param agentSocket the agent's socket, or null
     */
    static Identities usual(Path sshFolder, Path agentSocket) {
        Identities identities = new Identities(agentSocket);
        DEFAULT_NAMES.stream().map(sshFolder::resolve).filter(Files::exists).forEach(identities::add);
        List.copyOf(identities.agentKeys()).forEach(key -> identities.addFromAgent(key, key.fingerprint()));
        return identities;
    }

    /** The keys of the agent that were not taken yet; it is asked when it is first needed. */
    private List<SshPublicKey> agentKeys() {
        if (agentKeys == null) {
            agentKeys = new ArrayList<>();
            try {
                if (agent != null) {
                    agentKeys.addAll(agent.keys());
                }
            } catch (IOException e) {
                problems.add("SSH agent: " + Failures.describe(e));
            }
        }
        return agentKeys;
    }

    private void add(Path file) {
        try {
            PrivateKeyFile key = PrivateKeyFile.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
            Optional<SshPublicKey> held = key.isEncrypted()
                    ? publicKey(file, key).filter(publicKey -> agentKeys().contains(publicKey))
                    : Optional.empty();
            if (held.isPresent()) {
                addFromAgent(held.get(), file.toString());
            } else {
                methods.add(new AuthPublickey(key.load()));
                offered.add(file.toString());
            }
        } catch (IOException e) {
            problems.add(file + ": " + Failures.describe(e));
        }
    }

    private static Optional<SshPublicKey> publicKey(Path file, PrivateKeyFile key) throws IOException {
        Path beside = Path.of(file + ".pub");
        return Files.isReadable(beside)
                ? SshPublicKey.parse(Files.readString(beside, StandardCharsets.UTF_8))
                : key.publicKey();
    }

    private void addFromAgent(SshPublicKey key, String name) {
        if (agentKeys().remove(key)) {
            methods.add(new AgentAuthentication(agent, key));
            offered.add(name + " (agent)");
        }
    }

    List<AuthMethod> methods() {
        return List.copyOf(methods);
    }

    /** Say which keys were offered and which could not be, for a message. */
    String account() {
        String keys = offered.isEmpty() ? "No key could be offered." : "Offered: " + String.join(", ", offered) + ".";
        return problems.isEmpty() ? keys : keys + " Not usable: " + String.join(" ", problems);
    }
}
