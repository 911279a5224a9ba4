package dev.jmachine.ssh;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The host keys that machines are known by, in a file of OpenSSH's {@code known_hosts} form.
 *
 * <p>Lines are keyed by an alias, the machine's name, not by its address: addresses change hands, names do not.
 * OpenSSH's own client reads the file with {@code -o HostKeyAlias=NAME -o UserKnownHostsFile=FILE}. Every call reads
 * or writes the file anew; instances are thread-safe, and pinning is safe between processes too (one append).
 */
public final class KnownHosts {
    /** The alias of the bastion on the way to a machine; no machine's name has such a letter in it. */
    public static final String BASTION = "jmachine_bastion";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    /**
     * Name the file; it need not exist.
     *
     * @param file the file, made with mode 0600 when the first key is pinned
     */
    public KnownHosts(Path file) {
        this.file = file;
    }

    /**
     * Return the keys pinned for an alias, each as {@code TYPE BASE64}; empty when there are none.
     *
     * @throws MachineException with {@link ErrorCode#STORE_IO} when the file is there but cannot be read
     */
    public List<String> keys(String alias) {
        return pinned(alias).stream().map(SshPublicKey::toString).toList();
    }

    List<SshPublicKey> pinned(String alias) {
        String prefix = checked(alias) + " ";
        return lines().stream()
                .filter(line -> line.startsWith(prefix))
                .flatMap(line -> SshPublicKey.parse(line.substring(prefix.length())).stream())
                .distinct()
                .toList();
    }

    /**
     * Pin a key for an alias, beside those pinned already.
     *
     * @param alias the machine's name
     * @param publicKeyLine {@code TYPE BASE64}, a comment may follow
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} for what is no public key, or
     *     {@link ErrorCode#STORE_IO} when it cannot be written
     */
    public synchronized void pin(String alias, String publicKeyLine) {
        SshPublicKey key = parse(publicKeyLine);
        if (pinned(alias).contains(key)) {
            return;
        }
        writing(() -> append(alias + " " + key + "\n"));
    }

    /**
     * Pin a key for an alias and forget those pinned before.
     *
     * @param alias the machine's name
     * @param publicKeyLine {@code TYPE BASE64}, a comment may follow
     * @throws MachineException as {@link #pin} does
     */
    public synchronized void replace(String alias, String publicKeyLine) {
        String prefix = checked(alias) + " ";
        Stream<String> others = lines().stream().filter(line -> !line.startsWith(prefix));
        String text = Stream.concat(others, Stream.of(prefix + parse(publicKeyLine)))
                .collect(Collectors.joining("\n", "", "\n"));
        writing(() -> rewrite(text));
    }

    private static SshPublicKey parse(String publicKeyLine) {
        return SshPublicKey.parse(publicKeyLine)
                .orElseThrow(() -> new MachineException(
                        ErrorCode.INVALID_ARGUMENT, "Pinning a host key", "This is no SSH public key."));
    }

    private static String checked(String alias) {
        if (!alias.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Looking up host keys",
                    "\"" + alias + "\" cannot stand for a host in a known_hosts file.");
        }
        return alias;
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Reading the pinned host keys", file + ": " + e, e);
        }
    }

    /** One write in append mode, so that processes that pin at the same time do not lose each other's line. */
    private void append(String line) throws IOException {
        createFolder();
        String start = endsInsideLine() ? "\n" : "";
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try (FileChannel channel = FileChannel.open(file, options, ownerOnly())) {
            channel.write(ByteBuffer.wrap((start + line).getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    /** A crash may have left half a line; what is appended must not become part of it. */
    private boolean endsInsideLine() throws IOException {
        byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        return bytes.length > 0 && bytes[bytes.length - 1] != '\n';
    }

    private void rewrite(String text) throws IOException {
        createFolder();
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".known_hosts", null, ownerOnly());
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void createFolder() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private void writing(IoAction action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Pinning a host key", file + ": " + e, e);
        }
    }

    private interface IoAction {
        void run() throws IOException;
    }
}
