package dev.jmachine.swarm.cluster.file;

import dev.jmachine.api.DriverDescription;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.swarm.cluster.ClusterFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folder with a cluster file and the files that it names. */
final class SampleFolder {
    private static final Map<String, List<DriverOption>> DRIVERS = Map.of(
            "qemu", List.of(
                    DriverOption.number("qemu-memory", "", 1024, ""),
                    DriverOption.list("qemu-forward", "", ""),
                    DriverOption.flag("qemu-headless", "", ""),
                    DriverOption.list("qemu-disk", "", "")),
            "generic", List.of(
                    DriverOption.text("generic-ip-address", "", "", ""),
                    DriverOption.text("generic-ssh-user", "", "", ""),
                    DriverOption.text("generic-ssh-key", "", "", ""),
                    DriverOption.number("generic-ssh-port", "", 22, ""),
                    DriverOption.secret("generic-token", "", "")));

    private final Path folder;

    SampleFolder(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("more"));
        for (String name : List.of("hello.tar", "page.html", "compose.yaml", "more/compose.yaml", "hello.env")) {
            Files.writeString(folder.resolve(name), "something");
        }
        Files.createFile(folder.resolve("empty"));
    }

    /** Return the text of a file that has every key. */
    static String everything() {
        try (InputStream text = SampleFolder.class.getResourceAsStream("everything.yaml")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ClusterFile read(String text) throws IOException {
        return read(text, Map.of("LEAD", "192.0.2.7", "TOKEN", "s3cr3t", "EMPTY", ""));
    }

    ClusterFile read(String text, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("cluster.yaml"), text);
        return new ClusterFileReader(SampleFolder::driver).read(file, environment);
    }

    static DriverDescription driver(String name) {
        if (!DRIVERS.containsKey(name)) {
            throw new MachineException(ErrorCode.DRIVER_NOT_FOUND, "Looking", "Driver \"" + name + "\" not found.");
        }
        return new DriverDescription(name, "", DRIVERS.get(name), Set.of());
    }
}
