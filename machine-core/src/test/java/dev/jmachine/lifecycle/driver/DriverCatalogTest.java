package dev.jmachine.lifecycle.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverCatalogTest {
    @TempDir
    Path folder;

    @BeforeEach
    void putOneDriverInAFolder() throws IOException {
        writeJar(Files.createDirectories(folder.resolve("catalogued")).resolve("driver.jar"));
    }

    @Test
    void aDriverIsLoadedFromTheFolderThatBearsItsName() {
        try (DriverCatalog catalog = catalog()) {
            assertThat(catalog.factory("catalogued").name()).isEqualTo("catalogued");
        }
    }

    @Test
    void aFolderMayPointToTheJarsOfTheOneBesideIt() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("catalogued-too")).resolve("driver.properties"),
                "name=catalogued-too\ncode=catalogued\n");

        try (DriverCatalog catalog = catalog()) {
            assertThat(catalog.names()).contains("catalogued", "catalogued-too");
            assertThat(catalog.factory("catalogued-too").name()).isEqualTo("catalogued-too");
        }
    }

    @Test
    void aFolderThatPointsToJarsThatAreNotThereIsToldAsBroken() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("catalogued-too")).resolve("driver.properties"),
                "code=nowhere\n");

        try (DriverCatalog catalog = catalog()) {
            assertThatThrownBy(() -> catalog.factory("catalogued-too"))
                    .isInstanceOfSatisfying(MachineException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.DRIVER_BROKEN))
                    .hasMessageContaining("nowhere");
        }
    }

    private DriverCatalog catalog() {
        return new DriverCatalog(List.of(folder), ClassLoader.getPlatformClassLoader());
    }

    private static void writeJar(Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
            for (Class<?> type : List.of(CataloguedDriver.class, CataloguedDriver.Too.class)) {
                String entry = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(entry));
                try (InputStream code = type.getClassLoader().getResourceAsStream(entry)) {
                    code.transferTo(out);
                }
            }
            out.putNextEntry(new JarEntry("META-INF/services/" + DriverFactory.class.getName()));
            out.write((CataloguedDriver.class.getName() + "\n" + CataloguedDriver.Too.class.getName()).getBytes());
        }
    }
}
