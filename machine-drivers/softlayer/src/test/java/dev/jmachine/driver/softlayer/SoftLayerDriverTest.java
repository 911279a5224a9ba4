package dev.jmachine.driver.softlayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.MachineNetwork;
import dev.jmachine.testkit.SimulatedProviderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoftLayerDriverTest extends SimulatedProviderTest<FakeSoftLayer> {
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJsYQ own";

    SoftLayerDriverTest() {
        super(new SoftLayerDriverFactory(), new FakeSoftLayer());
    }

    @Override
    protected Map<String, String> options() {
        return Map.of(
                SoftLayerOptions.USER, FakeSoftLayer.USER,
                SoftLayerOptions.API_KEY, FakeSoftLayer.API_KEY,
                SoftLayerOptions.DOMAIN, "example.com",
                SoftLayerOptions.ENDPOINT, FakeSoftLayer.endpoint(api.url()));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeSoftLayer.USER, FakeSoftLayer.API_KEY);
    }

    private JsonValue template() {
        return api.created().get(0);
    }

    @Test
    void asksForWhatDockerMachineAskedFor() {
        driver(Map.of()).create();

        assertThat(template().text("hostname")).isEqualTo("web");
        assertThat(template().text("domain")).isEqualTo("example.com");
        assertThat(template().text("datacenter", "name")).isEqualTo("dal10");
        assertThat(template().text("operatingSystemReferenceCode")).isEqualTo("DEBIAN_12_64");
        assertThat(template().number("startCpus")).isEqualTo(1);
        assertThat(template().number("maxMemory")).isEqualTo(1024);
        assertThat(template().flag("hourlyBillingFlag")).isTrue();
        assertThat(template().flag("localDiskFlag")).isFalse();
        assertThat(template().flag("privateNetworkOnlyFlag")).isFalse();
        assertThat(template().each("networkComponents").get(0).number("maxSpeed")).isEqualTo(100);
        assertThat(template().each("blockDevices")).isEmpty();
    }

    @Test
    void asksForTheServerAsTheOptionsSay() {
        driver(Map.of(
                SoftLayerOptions.HOSTNAME, "db",
                SoftLayerOptions.REGION, "fra02",
                SoftLayerOptions.IMAGE, "07beadaa-1e11-476e-a188-3f7795feb9fb",
                SoftLayerOptions.DISK_SIZE, "100",
                SoftLayerOptions.LOCAL_DISK, "true",
                SoftLayerOptions.HOURLY_BILLING, "false",
                SoftLayerOptions.MAX_SPEED, "0",
                SoftLayerOptions.PUBLIC_VLAN, "11",
                SoftLayerOptions.PRIVATE_VLAN, "12")).create();

        assertThat(template().text("hostname")).isEqualTo("db");
        assertThat(template().text("blockDeviceTemplateGroup", "globalIdentifier")).startsWith("07beadaa");
        assertThat(template().text("operatingSystemReferenceCode")).isEmpty();
        assertThat(template().each("blockDevices").get(0).number("diskImage", "capacity")).isEqualTo(100);
        assertThat(template().flag("localDiskFlag")).isTrue();
        assertThat(template().flag("hourlyBillingFlag")).isFalse();
        assertThat(template().each("networkComponents")).isEmpty();
        assertThat(template().number("primaryNetworkComponent", "networkVlan", "id")).isEqualTo(11);
        assertThat(template().number("primaryBackendNetworkComponent", "networkVlan", "id")).isEqualTo(12);
    }

    @Test
    void aProfileSaysCpusMemoryAndDisk() {
        driver(Map.of(SoftLayerOptions.FLAVOR, "B1_1X2X25", SoftLayerOptions.DISK_SIZE, "100")).create();
        assertThat(template().text("supplementalCreateObjectOptions", "flavorKeyName")).isEqualTo("B1_1X2X25");
        assertThat(List.of("startCpus", "maxMemory", "blockDevices"))
                .allMatch(property -> template().at(property).isEmpty());
    }

    @Test
    void handsTheHostKeyOverInUserDataBesideTheUsersOwn() throws IOException {
        Path own = Files.writeString(folder.resolve("own.yaml"), "#cloud-config\npackages: [jq]\n");
        driver(Map.of(SoftLayerOptions.USER_DATA, own.toString())).create();
        String userData = template().each("userData").get(0).text("value");
        assertThat(userData).contains("ed25519_private", "packages: [jq]")
                .containsPattern("--\n# jmachine-id:[0-9a-f-]{36}\n$");
        assertThat(template().each("sshKeys")).isEmpty();
    }

    @Test
    void anImageWithoutCloudInitGetsAKeyOfTheAccount() {
        Driver driver = driver(Map.of(SoftLayerOptions.NO_CLOUD_INIT, "true"));
        driver.create();
        assertThat(template().each("userData").get(0).text("value")).matches("# jmachine-id:[0-9a-f-]{36}\n");
        assertThat(api.things()).contains(template().each("sshKeys").get(0).number("id")).hasSize(2);
        driver.remove();
        assertThat(api.things()).isEmpty();
    }

    @Test
    void tellsItsAddressesAndTheUser() {
        Driver driver = driver(Map.of());
        driver.create();
        MachineNetwork network = driver.network();
        assertThat(network.address()).isEqualTo("127.0.0.1");
        assertThat(network.engine()).hasToString("tcp://127.0.0.1:2376");
        assertThat(network.peerAddress()).contains("10.45.19.37");
        assertThat(network.ssh().orElseThrow().user()).isEqualTo("root");
    }

    @Test
    void isReachedAtItsPrivateAddressWhereItHasNoOtherOrAsItIsSaid() {
        for (String option : List.of(SoftLayerOptions.PRIVATE_ONLY, SoftLayerOptions.ON_PRIVATE_ADDRESS)) {
            Driver driver = driver(option, Map.of(option, "true", SoftLayerOptions.HOSTNAME, "web"));
            driver.create();
            assertThat(driver.network().address()).as(option).isEqualTo("10.45.19.37");
        }
    }

    @Test
    void whatIsNotToBeHadIsToldBeforeAnythingIsMade() {
        assertCode(ErrorCode.AUTHENTICATION, "Invalid API token. (request id request-1)",
                driver("a", Map.of(SoftLayerOptions.API_KEY, "wrong"))::check);
        assertCode(ErrorCode.AUTHENTICATION, "SOFTLAYER_USER and SOFTLAYER_API_KEY",
                driver("b", Map.of(SoftLayerOptions.USER, ""))::check);
        assertCode(ErrorCode.PRECREATE_CHECK_FAILED, "The location provided for this order is invalid",
                driver("c", Map.of(SoftLayerOptions.REGION, "mars01"))::check);
        assertCode(ErrorCode.PRECREATE_CHECK_FAILED, "Invalid operating system reference code",
                driver("d", Map.of(SoftLayerOptions.IMAGE, "MINIX_3_64"))::check);
        assertCode(ErrorCode.INVALID_ARGUMENT, "--softlayer-hostname",
                driver("dotted.name", Map.of())::check);
        api.limitTo(0);
        assertCode(ErrorCode.QUOTA, "exceed the limit", driver("e", Map.of())::check);
        assertThat(api.things()).isEmpty();
    }

    @Test
    void anAccountThatIsFullOfWhatAnEarlierAttemptMadeIsNoHindrance() {
        Driver driver = driver(Map.of());
        driver.create();
        api.limitTo(1);
        assertThatCode(driver::check).doesNotThrowAnyException();
    }

    @Test
    void aDataCenterWithoutRoomIsAQuota() {
        api.saturate();
        assertCode(ErrorCode.QUOTA, "insufficient resources", driver(Map.of())::create);
    }

    @Test
    void aWrongPathOfTheEndpointIsNotAServerThatIsGone() {
        Driver driver = driver(Map.of());
        driver.create();
        Driver astray = recorded(Map.of("SSHUser", "root", "Id", api.guest().id(), "Endpoint", api.url() + "/rest"),
                Map.of(SoftLayerOptions.USER, FakeSoftLayer.USER, SoftLayerOptions.API_KEY, FakeSoftLayer.API_KEY));
        assertCode(ErrorCode.PROVIDER, "Service does not exist", astray::status);
        assertCode(ErrorCode.PROVIDER, "Service does not exist", astray::remove);
        assertThat(api.things()).hasSize(1);
    }

    @Test
    void aServerThatVanishedIsNotFoundAndCanBeRemoved() {
        Driver driver = driver(Map.of());
        driver.create();
        api.loseGuests();
        assertThat(driver.status()).isEqualTo(MachineState.NOT_FOUND);
        assertCode(ErrorCode.PROVIDER_NOT_FOUND, "no such virtual server", driver::start);
        driver.remove();
        assertThat(api.things()).isEmpty();
    }

    @Test
    void aServerWithATransactionIsWaitedForBeforeItIsSwitchedOrCancelled() {
        Driver driver = driver(Map.of());
        driver.create();
        api.guest().begin("RUNNING");
        driver.kill();
        assertThat(driver.status()).isEqualTo(MachineState.STOPPED);
        api.guest().begin("HALTED");
        driver.remove();
        assertThat(api.things()).isEmpty();
    }

    @Test
    void aPausedServerGoesOn() {
        Driver driver = driver(Map.of());
        driver.create();
        api.guest().become("PAUSED");
        assertThat(driver.status()).isEqualTo(MachineState.PAUSED);
        driver.start();
        assertThat(driver.status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void findsWhatIsOursAndNothingElse() {
        Driver driver = driver(Map.of(SoftLayerOptions.NO_CLOUD_INIT, "true"));
        driver.create();
        api.addGuest("web", "example.com");
        api.addKey("mine", KEY);
        assertThat(driver.findOwned()).extracting(OwnedObject::kind).containsExactly("virtual server", "SSH key");
        assertThat(driver.findOwned()).extracting(OwnedObject::machineName).containsOnly("web");
        assertThat(driver.findOwned()).extracting(OwnedObject::machineId)
                .allMatch(id -> id.matches("[0-9a-f-]{36}"));
    }

    @Test
    void aServerOfTheSameNameIsNotTakenForOurs() {
        long other = api.addGuest("web", "example.com");
        Driver driver = driver(Map.of());
        driver.create();
        driver.remove();
        assertThat(api.things()).containsExactly(other);
    }

    @Test
    void aMachineThatWasNeverBegunIsRemovedWithoutAKey() {
        assertThatCode(() -> driver(Map.of(SoftLayerOptions.API_KEY, "")).remove()).doesNotThrowAnyException();
    }

    @Test
    void aMachineThatDockerMachineMadeIsDrivenAndRemoved() {
        long guest = api.addGuest("web", "example.com");
        long key = api.addKey("web", KEY);
        Driver driver = recorded(Map.of("SSHUser", "root", "SSHPort", 22, "IPAddress", "127.0.0.1", "Id", guest,
                "SSHKeyID", key, "Endpoint", FakeSoftLayer.endpoint(api.url())),
                Map.of(SoftLayerOptions.USER, FakeSoftLayer.USER, SoftLayerOptions.API_KEY, FakeSoftLayer.API_KEY));

        driver.kill();
        assertThat(driver.status()).isEqualTo(MachineState.STOPPED);
        driver.remove();
        assertThat(api.things()).isEmpty();
    }
}
