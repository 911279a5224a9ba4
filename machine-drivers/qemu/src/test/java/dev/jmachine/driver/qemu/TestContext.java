package dev.jmachine.driver.qemu;

import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.HostKey;
import dev.jmachine.ssh.OpenSshKeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One machine of a store in a folder, for the driver alone: no lifecycle, no SSH. */
final class TestContext implements DriverContext, DriverOptions, DriverState {
    final Map<String, List<String>> given = new HashMap<>();
    final List<String> notices = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    private final Path store;
    private final String name;
    private final String id;
    private final Map<String, Object> state;
    private Path cache;

    private TestContext(Path store, String name, String id, Map<String, Object> state) {
        this.store = store;
        this.cache = store.resolve("cache/qemu");
        this.name = name;
        this.id = id;
        this.state = state;
    }

    static TestContext in(Path store, String name) {
        return new TestContext(store, name, UUID.randomUUID().toString(), new HashMap<>());
    }

    /** Return the machine as another process would find it: nothing but what was saved. */
    TestContext reopened() {
        TestContext other = new TestContext(store, name, id, new HashMap<>(state));
        other.given.putAll(given);
        other.cache = cache;
        return other;
    }

    TestContext with(String option, String... values) {
        given.put(option, List.of(values));
        return this;
    }

    TestContext withCache(Path folder) {
        cache = folder;
        return this;
    }

    /** Return what the driver has saved. */
    Map<String, Object> saved() {
        return Map.copyOf(state);
    }

    QemuDriver driver() {
        return new QemuDriver(this, HostVirtualization::ofThisComputer);
    }

    @Override
    public String secret(String option) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String machineName() {
        return name;
    }

    @Override
    public String machineId() {
        return id;
    }

    @Override
    public DriverOptions options() {
        return this;
    }

    @Override
    public DriverState state() {
        return this;
    }

    @Override
    public Path folder() {
        return made(store.resolve("machines").resolve(name));
    }

    @Override
    public Path sharedFolder() {
        return made(store.resolve("drivers/qemu"));
    }

    @Override
    public Path cacheFolder() {
        return made(cache);
    }

    @Override
    public Path clientKeyFile() {
        return keys("client").resolve("id_ed25519");
    }

    @Override
    public Path keepKey(Path privateKeyFile) {
        throw new UnsupportedOperationException("QEMU's machines have keys of their own");
    }

    @Override
    public String clientPublicKey() {
        return read(keys("client").resolve("id_ed25519.pub"));
    }

    @Override
    public HostKey hostKey() {
        Path folder = keys("host");
        return new HostKey(read(folder.resolve("id_ed25519")), read(folder.resolve("id_ed25519.pub")));
    }

    @Override
    public RemoteShell shell() {
        throw new UnsupportedOperationException("The driver needs no SSH.");
    }

    @Override
    public MachineState probe(SshEndpoint endpoint, Duration timeout) {
        throw new UnsupportedOperationException("The driver needs no SSH.");
    }

    @Override
    public void progress(String message) {
        messages.add(message);
    }

    @Override
    public void progress(String message, long done, long total) {
        messages.add(message);
    }

    @Override
    public void notice(String message) {
        notices.add(message);
    }

    @Override
    public String text(String key) {
        return key.startsWith("qemu-") ? String.join(",", values(key)) : (String) state.getOrDefault(key, "");
    }

    @Override
    public int number(String option) {
        return Integer.parseInt(text(option));
    }

    @Override
    public long number(String key, long otherwise) {
        return state.containsKey(key) ? ((Number) state.get(key)).longValue() : otherwise;
    }

    @Override
    public boolean flag(String key) {
        return key.startsWith("qemu-") ? Boolean.parseBoolean(text(key)) : Boolean.TRUE.equals(state.get(key));
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<String> list(String key) {
        return key.startsWith("qemu-") ? values(key) : (List<String>) state.getOrDefault(key, List.of());
    }

    @Override
    public void save(Map<String, ?> values) {
        state.putAll(values);
    }

    private List<String> values(String option) {
        return given.containsKey(option) ? given.get(option) : QemuOptions.all().stream()
                .filter(known -> known.name().equals(option))
                .findFirst().orElseThrow().defaults();
    }

    /** Keys lie outside the machine's folder, so that tests can see what of the driver's is left there. */
    private Path keys(String owner) {
        Path folder = made(store.resolve("keys").resolve(name).resolve(owner));
        if (!Files.exists(folder.resolve("id_ed25519.pub"))) {
            OpenSshKeyPair pair = OpenSshKeyPair.generateEd25519("");
            write(folder.resolve("id_ed25519"), pair.privateKey());
            write(folder.resolve("id_ed25519.pub"), pair.publicKey().strip());
        }
        return folder;
    }

    private static void write(Path file, String text) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path made(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
