package dev.jmachine.cli.command.context;

import dev.jmachine.api.MachineException;
import dev.jmachine.cli.command.KnownSwarms;
import dev.jmachine.cli.command.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The contexts of the docker command line, in its own store: {@code contexts/meta/ID/meta.json} and
 * {@code contexts/tls/ID/docker/}, where ID is the SHA-256 of the name; {@code currentContext} in {@code config.json}
 * says which one is in use.
 */
public final class DockerContexts {
    private static final List<String> CERTIFICATES = List.of("ca.pem", "cert.pem", "key.pem");
    private static final String CURRENT = "currentContext";

    private final Session session;
    private final Path folder;

    private DockerContexts(Session session, Path folder) {
        this.session = session;
        this.folder = folder;
    }

    /** Return those of the user: in {@code $DOCKER_CONFIG}, else {@code ~/.docker}. */
    public static DockerContexts of(Session session) {
        Map<String, String> environment = session.environment();
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        String given = environment.getOrDefault("DOCKER_CONFIG", "");
        return new DockerContexts(session, given.isEmpty() ? Path.of(home, ".docker") : Path.of(given));
    }

    /** Return the names of those made here for machines and clusters of this store. */
    public List<String> names() {
        return own().stream().map(DockerContext::name).toList();
    }

    /** Return those made here for machines and clusters of this store. */
    List<DockerContext> own() {
        Path metas = folder.resolve("contexts/meta");
        if (!Files.isDirectory(metas)) {
            return List.of();
        }
        String store = session.machines().storagePath().toString();
        List<Path> ids = DockerFiles.on(metas, () -> {
            try (Stream<Path> found = Files.list(metas)) {
                return found.toList();
            }
        });
        return ids.stream().map(DockerContexts::read).flatMap(Optional::stream)
                .filter(context -> context.target().store().equals(store))
                .sorted((one, other) -> one.name().compareTo(other.name())).toList();
    }

    /** Read a context; one that cannot be read is none of ours. */
    private static Optional<DockerContext> read(Path id) {
        try {
            return Optional.of(DockerContext.of(DockerFiles.read(id.resolve("meta.json"))));
        } catch (MachineException e) {
            return Optional.empty();
        }
    }

    /** Return the context of a name, whoever made it. */
    Optional<DockerContext> find(String name) {
        Path file = meta(name).resolve("meta.json");
        return Files.exists(file) ? Optional.of(DockerContext.of(DockerFiles.read(file))) : Optional.empty();
    }

    /** Return whether what a context is for is still there. */
    boolean isThere(DockerContext.Target target) {
        return target.kind().equals("cluster")
                ? KnownSwarms.clusterNames(session.machines().storagePath()).contains(target.name())
                : session.machines().exists(target.name());
    }

    /**
     * Make or replace a context.
     *
     * @param certificates the folder of the client's certificate; where it has none, the context goes without TLS
     */
    void write(DockerContext context, Path certificates) {
        // First what makes it visible: a context that was cut short can then be removed.
        DockerFiles.write(meta(context.name()).resolve("meta.json"), context.metadata());
        DockerFiles.delete(tls(context.name()));
        if (!Files.exists(certificates.resolve("cert.pem"))) {
            return;
        }
        for (String name : CERTIFICATES) {
            Path file = certificates.resolve(name);
            DockerFiles.write(tls(context.name()).resolve("docker").resolve(name),
                    DockerFiles.on(file, () -> Files.readAllBytes(file)));
        }
    }

    /** Remove a context; one that is in use is not in use any more, which is returned. */
    boolean delete(String name) {
        boolean used = current().equals(name);
        if (used) {
            use("");
        }
        DockerFiles.delete(tls(name));
        DockerFiles.delete(meta(name));
        return used;
    }

    /** Remove those whose machine or cluster is gone from this store, and return what there is to say of it. */
    public List<String> removeStale() {
        return own().stream().filter(context -> !isThere(context.target()))
                .map(context -> removed(context.name(), delete(context.name()))).toList();
    }

    /** Return what is said of a context that was removed. */
    static String removed(String name, boolean used) {
        return "Removed docker context \"" + name + "\"" + (used ? ", which was in use" : "");
    }

    /** Return the name of the context in use; empty for docker's default. */
    String current() {
        return DockerFiles.read(configuration()).get(CURRENT) instanceof String name ? name : "";
    }

    /** Have docker use a context; its default when the name is empty. */
    void use(String name) {
        Map<String, Object> keys = new LinkedHashMap<>(DockerFiles.read(configuration()));
        if (name.isEmpty()) {
            keys.remove(CURRENT);
        } else {
            keys.put(CURRENT, name);
        }
        DockerFiles.write(configuration(), keys);
    }

    private Path configuration() {
        return folder.resolve("config.json");
    }

    private Path meta(String name) {
        return folder.resolve("contexts/meta").resolve(id(name));
    }

    private Path tls(String name) {
        return folder.resolve("contexts/tls").resolve(id(name));
    }

    private static String id(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
