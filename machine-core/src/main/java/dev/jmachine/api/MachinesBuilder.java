package dev.jmachine.api;

import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * Collects what a {@link Machines} is opened with. Not thread-safe.
 *
 * <p>Drivers are found by {@link ServiceLoader} in the class loader given, and in driver folders, each with a class
 * loader of its own.
 */
public final class MachinesBuilder {
    private Path storagePath = defaultStoragePath();
    private final List<Path> driverFolders = new ArrayList<>();
    private ClassLoader driverClassLoader = MachinesBuilder.class.getClassLoader();
    private MachineListener listener = MachineListener.NOOP;
    private Clock clock = Clock.systemUTC();
    private int parallelism = 4;
    private Duration lockTimeout = Duration.ofSeconds(10);
    private Path certificateAuthority;
    private Function<DriverOption, String> secrets = MachinesBuilder::fromEnvironment;

    MachinesBuilder() {
    }

    /** Return {@code $MACHINE_STORAGE_PATH}, else docker-machine's {@code ~/.docker/machine}. */
    public static Path defaultStoragePath() {
        String path = System.getenv("MACHINE_STORAGE_PATH");
        return path == null || path.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".docker", "machine")
                : Path.of(path).toAbsolutePath();
    }

    /** Set the store's folder; it is made when the first machine is. */
    public MachinesBuilder storagePath(Path value) {
        storagePath = value.toAbsolutePath().normalize();
        return this;
    }

    /** Add a folder that holds one folder for each driver, as {@code drivers} of the distribution does. */
    public MachinesBuilder driverFolder(Path value) {
        driverFolders.add(value);
        return this;
    }

    /** Set the class loader in which drivers on the class path are looked for. */
    public MachinesBuilder driverClassLoader(ClassLoader value) {
        driverClassLoader = Objects.requireNonNull(value);
        return this;
    }

    /** Set who follows the operations. */
    public MachinesBuilder listener(MachineListener value) {
        listener = Objects.requireNonNull(value);
        return this;
    }

    /** Set the clock that dates events, records and certificates. */
    public MachinesBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value);
        return this;
    }

    /** Set how many machines are worked on side by side. */
    public MachinesBuilder parallelism(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, not " + value);
        }
        parallelism = value;
        return this;
    }

    /** Set how long an operation waits for a machine that another process works on. */
    public MachinesBuilder lockTimeout(Duration value) {
        lockTimeout = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Set the folder that holds {@code ca.pem}, {@code ca-key.pem}, {@code cert.pem} and {@code key.pem}; by default
     * {@code certs} in the store.
     */
    public MachinesBuilder certificateAuthority(Path folder) {
        certificateAuthority = folder;
        return this;
    }

    /**
     * Set where the values of drivers' secret options come from when they are needed and were not given: they are kept
     * nowhere. By default the option's environment variable is read.
     *
     * @param source returns the value, or an empty text; may be called by several threads
     */
    public MachinesBuilder secrets(Function<DriverOption, String> source) {
        secrets = Objects.requireNonNull(source);
        return this;
    }

    private static String fromEnvironment(DriverOption option) {
        String value = option.environment().isEmpty() ? null : System.getenv(option.environment());
        return value == null ? "" : value;
    }

    /**
     * Open the store. Nothing is read or written yet.
     *
     * @throws IllegalStateException if the library's implementation is not on the class or module path
     */
    public Machines open() {
        return ServiceLoader.load(MachinesProvider.class, new FirstResource(MachinesBuilder.class.getClassLoader()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("machine-core is not complete: no MachinesProvider"))
                .open(this);
    }

    /** Return the store's folder. */
    public Path storagePath() {
        return storagePath;
    }

    /** Return the folders that hold driver folders. */
    public List<Path> driverFolders() {
        return List.copyOf(driverFolders);
    }

    /** Return the class loader for drivers on the class path. */
    public ClassLoader driverClassLoader() {
        return driverClassLoader;
    }

    /** Return the listener. */
    public MachineListener listener() {
        return listener;
    }

    /** Return the clock. */
    public Clock clock() {
        return clock;
    }

    /** Return how many machines are worked on side by side. */
    public int parallelism() {
        return parallelism;
    }

    /** Return how long to wait for a machine's lock. */
    public Duration lockTimeout() {
        return lockTimeout;
    }

    /** Return the certificate folder, if one was set. */
    public Optional<Path> certificateAuthority() {
        return Optional.ofNullable(certificateAuthority);
    }

    /** Return where secrets come from. */
    public Function<DriverOption, String> secrets() {
        return secrets;
    }

    /** Finds one resource of a name: looking for more would open all jars of the class path, 30 ms at every start. */
    private static final class FirstResource extends ClassLoader {

        FirstResource(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) {
            URL first = getResource(name);
            return first == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(first));
        }
    }
}
