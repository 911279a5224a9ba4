package dev.jmachine.lifecycle.driver;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverFactory;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds drivers: in folders, where a driver's folder bears its name and is opened only when that driver is asked for,
 * and on the class path. A folder may say in {@code driver.properties} that its jars are in the folder beside it that
 * {@code code} names. Thread-safe.
 */
public final class DriverCatalog implements AutoCloseable {
    private static final String DESCRIPTION = "driver.properties";
    /** The property that names another driver's folder, for drivers that come in the same jars. */
    private static final String CODE = "code";

    private final List<Path> folders;
    private final ClassLoader classPath;
    private final Map<String, DriverFactory> opened = new LinkedHashMap<>();
    private final List<DriverClassLoader> loaders = new ArrayList<>();
    private Map<String, DriverFactory> onClassPath;

    public DriverCatalog(List<Path> folders, ClassLoader classPath) {
        this.folders = List.copyOf(folders);
        this.classPath = classPath;
    }

    /** Create a catalog of drivers that are at hand. */
    public DriverCatalog(List<DriverFactory> drivers) {
        this(List.of(), DriverCatalog.class.getClassLoader());
        drivers.forEach(driver -> opened.put(driver.name(), driver));
    }

    /** Return the names of all drivers, sorted; folders are listed but not opened. */
    public synchronized List<String> names() {
        Map<String, Object> names = new TreeMap<>(classPathDrivers());
        names.putAll(opened);
        names.putAll(driverFolders());
        return List.copyOf(names.keySet());
    }

    /**
     * Return a driver's factory.
     *
     * @throws MachineException with {@link ErrorCode#DRIVER_NOT_FOUND} or {@link ErrorCode#DRIVER_BROKEN}
     */
    public synchronized DriverFactory factory(String name) {
        DriverFactory known = opened.get(name);
        if (known != null) {
            return known;
        }
        DriverFactory found = find(name);
        opened.put(name, found);
        return found;
    }

    private DriverFactory find(String name) {
        Path folder = driverFolders().get(name);
        if (folder != null) {
            return openFolder(name, folder);
        }
        DriverFactory found = classPathDrivers().get(name);
        if (found == null) {
            throw new MachineException(ErrorCode.DRIVER_NOT_FOUND, "Looking for the driver \"" + name + "\"",
                    "Driver \"" + name + "\" not found. Installed are: " + String.join(", ", names()) + ".");
        }
        return found;
    }

    private DriverFactory openFolder(String name, Path folder) {
        Path code = codeFolder(name, folder);
        DriverClassLoader loader = new DriverClassLoader(name, jars(code), DriverFactory.class.getClassLoader());
        loaders.add(loader);
        try {
            for (DriverFactory factory : ServiceLoader.load(DriverFactory.class, loader)) {
                if (factory.name().equals(name)) {
                    return factory;
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw broken(name, folder, "Its code does not load: " + e.getMessage(), e);
        }
        throw broken(name, folder, "No jar in " + code + " provides a driver of that name.", null);
    }

    /** Return the folder with the driver's jars: its own, or the one beside it that its description names. */
    private static Path codeFolder(String name, Path folder) {
        Path description = folder.resolve(DESCRIPTION);
        if (!Files.exists(description)) {
            return folder;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(description)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw broken(name, folder, description + " cannot be read: " + e.getMessage(), e);
        }
        return folder.resolveSibling(properties.getProperty(CODE, folder.getFileName().toString()));
    }

    private static MachineException broken(String name, Path folder, String problem, Throwable cause) {
        return new MachineException(ErrorCode.DRIVER_BROKEN,
                "Loading the driver \"" + name + "\" from " + folder, problem, cause);
    }

    private Map<String, DriverFactory> classPathDrivers() {
        if (onClassPath == null) {
            onClassPath = new TreeMap<>();
            ServiceLoader.load(DriverFactory.class, classPath).stream().forEach(this::addFromClassPath);
        }
        return onClassPath;
    }

    private void addFromClassPath(ServiceLoader.Provider<DriverFactory> provider) {
        try {
            DriverFactory factory = provider.get();
            onClassPath.putIfAbsent(factory.name(), factory);
        } catch (ServiceConfigurationError | LinkageError e) {
            log("A driver on the class path does not load", e);
        }
    }

    private Map<String, Path> driverFolders() {
        Map<String, Path> found = new TreeMap<>();
        for (Path parent : folders) {
            for (Path folder : children(parent)) {
                if (Files.isDirectory(folder)) {
                    found.putIfAbsent(folder.getFileName().toString(), folder);
                }
            }
        }
        return found;
    }

    private static URL[] jars(Path folder) {
        return children(folder).stream()
                .filter(file -> file.toString().endsWith(".jar"))
                .sorted()
                .map(DriverCatalog::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            log("The driver folder " + folder + " cannot be read", e);
            return List.of();
        }
    }

    @Override
    public synchronized void close() {
        opened.clear();
        for (DriverClassLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException e) {
                log("A driver's jars could not be closed", e);
            }
        }
        loaders.clear();
    }

    /** Log a warning. The logger is not held: loggers take 20 ms to come up, which commands need not pay. */
    private static void log(String message, Throwable cause) {
        System.getLogger(DriverCatalog.class.getName()).log(System.Logger.Level.WARNING, message, cause);
    }
}
