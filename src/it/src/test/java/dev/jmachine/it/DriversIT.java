package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many drivers in one installation: what each command loads of them. */
class DriversIT {
    /** Packages that nobody needs who does not make or ask a machine at that provider. */
    private static final List<String> SDKS = List.of("software.amazon.awssdk.", "org.jclouds.", "com.google.inject.",
            "com.google.common.");
    private static final Pattern DRIVER_CLASS = Pattern.compile("dev\\.jmachine\\.driver\\.([a-z0-9]+)\\.");

    @TempDir
    Path folder;

    private Jmachine jmachine;
    private Path log;

    @BeforeEach
    void emptyStore() {
        log = folder.resolve("classes");
        // Nothing of this computer's owner may be picked up by a driver.
        jmachine = Jmachine.withStore(folder.resolve("store"))
                .with("JMACHINE_OPTS", "-Xlog:class+load:file=" + log)
                .with("HOME", folder.toString())
                .with("AWS_EC2_METADATA_DISABLED", "true");
    }

    /** Puts a machine into the store as docker-machine would have made it. */
    private void machine(String driver) throws IOException {
        Path file = jmachine.file(driver + "-machine", "config.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"ConfigVersion": 3, "Name": "%1$s-machine", "DriverName": "%1$s",
                 "Driver": {"MachineName": "%1$s-machine", "IPAddress": "", "SSHUser": "root", "SSHPort": 22},
                 "HostOptions": {"EngineOptions": {}, "AuthOptions": {}, "SwarmOptions": {}}}
                """.formatted(driver));
    }

    private List<String> loaded() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").split(" ")[0]).toList();
        }
    }

    private Stream<String> sdkClasses() throws IOException {
        return loaded().stream().filter(name -> SDKS.stream().anyMatch(name::startsWith));
    }

    private Stream<String> driversLoaded() throws IOException {
        return loaded().stream().map(DRIVER_CLASS::matcher).filter(Matcher::lookingAt).map(found -> found.group(1))
                .distinct();
    }

    @Test
    void listingMachinesOfSixDriversLoadsTheseDriversAndNoSdkOfAnother() throws IOException {
        List<String> drivers =
                List.of("digitalocean", "generic", "none", "qemu", "google", "vmwarevsphere");
        for (String driver : drivers) {
            machine(driver);
        }

        Outcome list = jmachine.run("ls", "--timeout", "5");

        assertThat(list.orFail().lines().skip(1)).hasSize(drivers.size())
                .allSatisfy(row -> assertThat(row).matches("([a-z]+)-machine +\\S+ +\\1 .*"));
        assertThat(driversLoaded()).containsExactlyInAnyOrderElementsOf(drivers);
        assertThat(sdkClasses()).isEmpty();
    }

    @Test
    void whatNeedsNoDriverLoadsNone() throws IOException {
        for (String driver : List.of("amazonec2", "openstack", "qemu")) {
            machine(driver);
        }

        assertThat(jmachine.run("ls", "-q").orFail()).isEqualTo("amazonec2-machine\nopenstack-machine\nqemu-machine");
        assertThat(driversLoaded()).isEmpty();

        assertThat(jmachine.run("ls", "-q", "--filter", "driver=qemu").orFail()).isEqualTo("qemu-machine");
        assertThat(driversLoaded()).isEmpty();
    }

    @Test
    void theHelpOfCreateTellsADriversOptionsWithoutItsSdk() throws IOException {
        for (String driver : List.of("amazonec2", "azure", "cloudstack", "digitalocean", "exoscale", "google",
                "openstack", "softlayer", "virtualbox", "vmwarevsphere")) {
            String help = jmachine.run("create", "-d", driver, "--help").orFail();

            assertThat(help).contains("--" + driver + "-");
            assertThat(sdkClasses()).as("classes of an SDK at the help of %s", driver).isEmpty();
        }
    }
}
