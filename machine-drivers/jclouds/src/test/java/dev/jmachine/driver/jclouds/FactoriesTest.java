package dev.jmachine.driver.jclouds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.DriverOption;
import dev.jmachine.spi.DriverFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class FactoriesTest {

    /** {@code create --help} shows the options: it is not to pay for libraries. */
    @Test
    void theOptionsAreToldWithoutAnyLibrary() throws Exception {
        ClassLoader loader = new WithoutLibraries();
        for (DriverFactory factory : factories()) {
            DriverFactory alone = (DriverFactory) loader.loadClass(factory.getClass().getName())
                    .getConstructor().newInstance();
            assertThat(alone.options()).isEqualTo(factory.options());
            assertThat(alone.capabilities()).isNotEmpty();
            assertThat(alone.readiness().ready()).isTrue();
        }
    }

    @Test
    void everyDriverHasAFolderInTheDistribution() throws IOException {
        for (DriverFactory factory : factories()) {
            Path own = Path.of("src/main/distribution/driver.properties");
            Path alias = Path.of("src/main/aliases", factory.name(), "driver.properties");
            String description = Files.readString(Files.exists(alias) ? alias : own);
            assertThat(description).contains("name=" + factory.name() + "\n", "summary=" + factory.summary() + "\n");
        }
    }

    @Test
    void everyOptionIsInTheManual() throws IOException {
        for (DriverFactory factory : factories()) {
            String manual = Files.readString(Path.of("../../docs/drivers", factory.name() + ".md"));
            for (DriverOption option : factory.options()) {
                String row = "| `--" + option.name() + "` | " + quoted(option.environment()) + " | "
                        + shownDefault(option) + " |";
                assertThat(manual).contains(row.replace("  |", " |"));
            }
        }
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String shownDefault(DriverOption option) {
        return option.type() == DriverOption.Type.FLAG ? "off" : quoted(option.defaultValue());
    }

    private static List<DriverFactory> factories() {
        return ServiceLoader.load(DriverFactory.class).stream().map(ServiceLoader.Provider::get)
                .filter(factory -> factory.getClass().getPackageName().startsWith("dev.jmachine.driver.jclouds"))
                .toList();
    }

    /** Loads this module's classes, and knows beside them the library's interfaces only. */
    private static final class WithoutLibraries extends ClassLoader {

        WithoutLibraries() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("dev.jmachine.api.") || name.startsWith("dev.jmachine.spi.")) {
                return FactoriesTest.class.getClassLoader().loadClass(name);
            }
            String file = name.replace('.', '/') + ".class";
            if (!name.startsWith("dev.jmachine.driver.jclouds.")) {
                throw new ClassNotFoundException(name);
            }
            try (InputStream code = FactoriesTest.class.getClassLoader().getResourceAsStream(file)) {
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
