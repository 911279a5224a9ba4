package dev.jmachine.lifecycle.driver;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads one driver from its folder, apart from all others and from the library's own dependencies.
 *
 * <p>A driver sees the JDK, {@code dev.jmachine.api} and {@code dev.jmachine.spi}; everything else must be in its
 * folder, so that two drivers may bring different versions of a library.
 */
final class DriverClassLoader extends URLClassLoader {
    private final ClassLoader library;

    static {
        registerAsParallelCapable();
    }

    DriverClassLoader(String driver, URL[] jars, ClassLoader library) {
        super("driver-" + driver, jars, ClassLoader.getPlatformClassLoader());
        this.library = library;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("dev.jmachine.api.") || name.startsWith("dev.jmachine.spi.")) {
            return library.loadClass(name);
        }
        return super.loadClass(name, resolve);
    }
}
