package dev.jmachine.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/** The keys to log in with, in order, and why others could not be used. Used by one thread. */
final class Identities {
    private static final List<String> DEFAULT_NAMES = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final List<String> problems = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();
    private final List<AuthMethod> methods = new ArrayList<>();

    /**
     * Read the keys.
     *
     * @param files the files named by the user; when empty, the default ones are tried as far as they are there
     * @param sshFolder the user's {@code .ssh} folder
     */
    static Identities load(List<Path> files, Path sshFolder) {
        Identities identities = new Identities();
        files.forEach(identities::add);
        if (files.isEmpty()) {
            DEFAULT_NAMES.stream().map(sshFolder::resolve).filter(Files::exists).forEach(identities::add);
        }
        return identities;
    }

    private void add(Path file) {
        try {
            KeyProvider key = PrivateKeyFile.read(Files.readString(file, StandardCharsets.US_ASCII));
            methods.add(new AuthPublickey(key));
            tried.add(file.toString());
        } catch (IOException e) {
            problems.add(file + ": " + Failures.describe(e));
        }
    }

    List<AuthMethod> methods() {
        return List.copyOf(methods);
    }

    /** Say which keys were offered and which could not be, for a message. */
    String account() {
        String offered = tried.isEmpty() ? "No key could be offered." : "Offered: " + String.join(", ", tried) + ".";
        return problems.isEmpty() ? offered : offered + " Not usable: " + String.join(" ", problems);
    }
}
