package dev.jmachine.driver.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.Machines;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.api.RemoveOptions;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.spi.Driver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users meet beside the contract, with real OpenStack services. */
class OpenStackIT {
    private static final String NAME = "web";

    @TempDir
    Path store;

    private DriverWorkbench bench;

    @AfterEach
    void nothingIsLeft() {
        if (bench != null) {
            bench.driver().remove();
            bench.close();
        }
        OpenStackServers.shared().view().assertNothingIsLeft();
    }

    @Test
    void aMachineIsMadeByNamesWithAllThatWasOrdered() throws IOException {
        Path key = Files.writeString(store.resolve("mine"), "private");
        Driver driver = driver(Map.of(
                OpenStackOptions.FLOATINGIP_POOL, "public",
                OpenStackOptions.AVAILABILITY_ZONE, "nova",
                OpenStackOptions.CONFIG_DRIVE, "true",
                OpenStackOptions.METADATA, "team,blue",
                OpenStackOptions.PRIVATE_KEY_FILE, key.toString(),
                OpenStackOptions.SSH_USER, "debian"));
        driver.check();
        driver.create();

        JsonValue server = OpenStackServers.shared().view().server(NAME);
        assertThat(server.text("status")).isEqualTo("ACTIVE");
        assertThat(server.text("metadata", "team")).isEqualTo("blue");
        assertThat(server.text("config_drive")).isEqualTo("True");
        assertThat(server.text("OS-EXT-AZ:availability_zone")).isEqualTo("nova");
        assertThat(driver.network().address()).startsWith("203.0.113.");
        assertThat(driver.network().peerAddress().orElseThrow()).startsWith("192.0.2.");
        assertThat(driver.network().ssh().orElseThrow().user()).isEqualTo("debian");
        assertThat(driver.network().ssh().orElseThrow().identities()).singleElement()
                .satisfies(kept -> assertThat(kept).hasFileName("id_rsa").hasSameTextualContentAs(key));
    }

    @Test
    void aFloatingAddressStaysOverAStopAndAStart() {
        Driver driver = driver(Map.of(OpenStackOptions.FLOATINGIP_POOL, "public"));
        driver.create();
        String address = driver.network().address();
        driver.stop();
        driver.start();
        assertThat(driver.network().address()).isEqualTo(address).startsWith("203.0.113.");
    }

    @Test
    void theOwnSecurityGroupLetsInSshAndTheEngineAndTheNeighbours() {
        driver(Map.of(OpenStackOptions.INGRESS, "198.51.100.0/24")).create();

        assertThat(ingressRules())
                .containsExactlyInAnyOrder("198.51.100.0/24:22", "198.51.100.0/24:2376", "192.0.2.0/24:");
    }

    /** Return what the machine's own group lets in: network and port. */
    private static List<String> ingressRules() {
        JsonValue groups = OpenStackServers.shared().view().get("/network/v2.0/security-groups");
        return groups.each("security_groups").stream()
                .filter(group -> group.text("name").startsWith("jmachine-" + NAME))
                .flatMap(group -> group.each("security_group_rules").stream())
                .filter(rule -> rule.text("direction").equals("ingress"))
                .map(rule -> rule.text("remote_ip_prefix") + ":" + rule.text("port_range_min")).toList();
    }

    @Test
    void aServerBootsFromAVolumeThatHoldsTheImageAndGoesWithIt() {
        Driver driver = driver(Map.of(OpenStackOptions.BOOT_FROM_VOLUME, "true", OpenStackOptions.VOLUME_SIZE, "2"));
        driver.create();

        JsonValue volume = OpenStackServers.shared().view().volumes().get(0);
        assertThat(volume.text("status")).isEqualTo("in-use");
        assertThat(volume.text("bootable")).isEqualTo("true");
        assertThat(volume.number("size")).isEqualTo(2);
        assertThat(volume.text("volume_image_metadata", "image_id"))
                .isEqualTo(OpenStackServers.shared().id("image"));
        assertThat(OpenStackServers.shared().volume(volume.text("id"))).startsWith("not a disk");
        driver.stop();
        driver.start();
        assertThat(driver.status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void aMachineOnANetworkOfBothVersionsIsReachedAtItsIpv6AddressWhenThatIsAskedFor() {
        try (DualStackNetwork network = new DualStackNetwork(OpenStackServers.shared().view())) {
            Driver driver = driver(Map.of(
                    OpenStackOptions.NET_NAME, network.name(), OpenStackOptions.IP_VERSION, "6"));
            driver.check();
            driver.create();

            assertThat(driver.network().address()).startsWith("2001:db8:7:");
            assertThat(driver.network().peerAddress()).contains(driver.network().address());
            assertThat(ingressRules()).contains("2001:db8:7::/64:", "198.51.100.0/24:", "::/0:22", "0.0.0.0/0:22");
            driver.remove();
        }
    }

    @Test
    void aMachineWhoseRecordIsDamagedIsFoundByItsMarksAndTakenAway() throws IOException {
        driver(Map.of(OpenStackOptions.FLOATINGIP_POOL, "public")).create();
        Path folder = bench.folder();
        bench.close();
        bench = null;
        Files.writeString(folder.resolve("config.json"), "{\"Driver");

        try (Machines machines = Machines.builder().storagePath(store).secrets(option -> "correct horse").open()) {
            machines.get(NAME).remove(RemoveOptions.DEFAULT);
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void aWrongPasswordIsToldWithTheRequest() {
        Driver driver = driver(Map.of(OpenStackOptions.PASSWORD, "wrong horse"));
        assertThatFailure(driver::check, ErrorCode.AUTHENTICATION).hasMessageContaining("req-")
                .hasMessageNotContaining("wrong horse");
    }

    @Test
    void noPasswordAtAllIsToldWithTheVariable() {
        Driver driver = driver(Map.of(OpenStackOptions.PASSWORD, ""));
        assertThatFailure(driver::check, ErrorCode.AUTHENTICATION).hasMessageContaining("OS_PASSWORD");
    }

    @Test
    void aQuotaIsToldAndWhatWasMadeIsTakenAway() {
        Driver driver = driver(Map.of(OpenStackOptions.PROJECT_NAME, "poor"));
        assertThatFailure(driver::create, ErrorCode.QUOTA).hasMessageContaining("instances");
        driver.remove();
        assertThat(driver.status()).isEqualTo(MachineState.NOT_FOUND);
    }

    @Test
    void aServerThatNoHostHasRoomForIsToldAndTakenAway() {
        Driver driver = driver(Map.of(OpenStackOptions.FLAVOR_NAME, "m1.vast"));
        assertThatFailure(driver::create, ErrorCode.PROVIDER).hasMessageContaining("ERROR");
        assertThat(driver.status()).isEqualTo(MachineState.ERROR);
    }

    @Test
    void anUnknownImageIsToldWithThoseThatThereAre() {
        Driver driver = driver(Map.of(OpenStackOptions.IMAGE_NAME, "debian-1"));
        assertThatFailure(driver::check, ErrorCode.INVALID_ARGUMENT).hasMessageContaining("debian-12");
    }

    @Test
    void aServerThatWasDeletedBehindOurBackIsGone() {
        Driver driver = driver(Map.of());
        driver.create();
        OpenStackView view = OpenStackServers.shared().view();
        view.delete("/compute/v2.1/servers/" + view.server(NAME).text("id"));

        assertThatFailure(driver::restart, ErrorCode.PROVIDER_NOT_FOUND);
        assertThat(driver.status()).isEqualTo(MachineState.NOT_FOUND);
    }

    @Test
    void whatIsOursIsFoundWithoutTheStore() {
        Driver driver = driver(Map.of());
        driver.create();

        assertThat(driver.findOwned()).hasSize(2).allMatch(thing -> thing.machineName().equals(NAME))
                .extracting(OwnedObject::kind).containsExactlyInAnyOrder("server", "security group");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertThatFailure(
            ThrowingCallable action, ErrorCode code) {
        return assertThatThrownBy(action)
                .isInstanceOfSatisfying(MachineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private Driver driver(Map<String, String> changed) {
        Map<String, String> options = new HashMap<>(Map.of(
                OpenStackOptions.AUTH_URL, OpenStackServers.shared().identityUrl(),
                OpenStackOptions.USERNAME, "ada",
                OpenStackOptions.PASSWORD, "correct horse",
                OpenStackOptions.PROJECT_NAME, "work",
                OpenStackOptions.IMAGE_NAME, "debian-12",
                OpenStackOptions.FLAVOR_NAME, "m1.tiny"));
        options.putAll(changed);
        MachineSpec.Builder spec = MachineSpec.builder(NAME, "openstack");
        options.forEach((name, value) -> {
            if (!value.isEmpty()) {
                spec.option(name, value);
            }
        });
        bench = new DriverWorkbench(new OpenStackDriverFactory(), store, spec.build(), UnaryOperator.identity());
        return bench.driver();
    }
}
