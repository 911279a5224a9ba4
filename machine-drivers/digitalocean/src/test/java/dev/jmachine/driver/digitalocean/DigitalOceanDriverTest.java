package dev.jmachine.driver.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
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

class DigitalOceanDriverTest extends SimulatedProviderTest<FakeDigitalOcean> {
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJsYQ own";

    DigitalOceanDriverTest() {
        super(new DigitalOceanDriverFactory(), new FakeDigitalOcean());
    }

    @Override
    protected Map<String, String> options() {
        return Map.of(
                DigitalOceanOptions.ACCESS_TOKEN, FakeDigitalOcean.TOKEN,
                DigitalOceanOptions.ENDPOINT, api.url().toString());
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeDigitalOcean.TOKEN);
    }

    @Test
    void asksForTheDropletAsTheOptionsSay() throws IOException {
        Path own = Files.writeString(folder.resolve("own.yaml"), "#cloud-config\npackages: [jq]\n");
        driver(Map.of(
                DigitalOceanOptions.SIZE, "s-2vcpu-2gb",
                DigitalOceanOptions.IPV6, "true",
                DigitalOceanOptions.TAGS, "blue, production",
                DigitalOceanOptions.USER_DATA, own.toString(),
                DigitalOceanOptions.VPC, "vpc-1")).create();

        JsonValue wish = new JsonValue(api.created().get(0));
        assertThat(wish.text("name")).isEqualTo("web");
        assertThat(wish.text("region")).isEqualTo("nyc3");
        assertThat(wish.text("size")).isEqualTo("s-2vcpu-2gb");
        assertThat(wish.text("image")).isEqualTo("debian-13-x64");
        assertThat(wish.text("vpc_uuid")).isEqualTo("vpc-1");
        assertThat(wish.flag("ipv6")).isTrue();
        assertThat(wish.flag("backups")).isFalse();
        assertThat(wish.texts("tags")).contains("blue", "production").hasSize(3);
        assertThat(wish.text("user_data")).contains("packages: [jq]", "ed25519_private");
    }

    @Test
    void tellsItsAddressesAndTheUser() {
        Driver driver = driver(Map.of());
        driver.create();
        MachineNetwork network = driver.network();
        assertThat(network.address()).isEqualTo("127.0.0.1");
        assertThat(network.engine()).hasToString("tcp://127.0.0.1:2376");
        assertThat(network.peerAddress()).contains("10.108.0.2");
        assertThat(network.ssh().orElseThrow().user()).isEqualTo("root");
    }

    @Test
    void whatIsNotToBeHadIsToldBeforeAnythingIsMade() {
        assertCode(ErrorCode.AUTHENTICATION, "Unable to authenticate you. (request id request-1)",
                driver("a", Map.of(DigitalOceanOptions.ACCESS_TOKEN, "wrong"))::check);
        assertCode(ErrorCode.AUTHENTICATION, "DIGITALOCEAN_ACCESS_TOKEN",
                driver("b", Map.of(DigitalOceanOptions.ACCESS_TOKEN, ""))::check);
        assertCode(ErrorCode.PRECREATE_CHECK_FAILED, "nyc3, sgp1",
                driver("c", Map.of(DigitalOceanOptions.REGION, "mars1"))::check);
        assertCode(ErrorCode.PRECREATE_CHECK_FAILED, "takes no new droplets",
                driver("d", Map.of(DigitalOceanOptions.REGION, "sgp1"))::check);
        assertCode(ErrorCode.PRECREATE_CHECK_FAILED, "is not in the region nyc3",
                driver("e", Map.of(DigitalOceanOptions.IMAGE, "far-away-x64"))::check);
        assertCode(ErrorCode.PRECREATE_CHECK_FAILED, "no SSH key",
                driver("f", Map.of(DigitalOceanOptions.SSH_KEY_FINGERPRINT, "aa:bb"))::check);
        assertThat(api.things()).isEmpty();
    }

    @Test
    void anAccountThatIsFullIsAQuota() {
        api.limitTo(0);
        assertCode(ErrorCode.QUOTA, "exceed your droplet limit", driver(Map.of())::create);
    }

    @Test
    void aDropletThatVanishedIsNotFoundAndCanBeRemoved() {
        Driver driver = driver(Map.of());
        driver.create();
        api.loseDroplets();
        assertThat(driver.status()).isEqualTo(MachineState.NOT_FOUND);
        assertCode(ErrorCode.PROVIDER_NOT_FOUND, "no such droplet", driver::start);
        driver.remove();
        assertThat(api.things()).isEmpty();
    }

    @Test
    void aKeyOfTheAccountIsUsedAndStays() throws IOException {
        api.addKey("mine", KEY);
        Path key = Files.writeString(folder.resolve("id"), "private");
        Files.writeString(folder.resolve("id.pub"), KEY);
        Driver driver = driver(Map.of(DigitalOceanOptions.SSH_KEY_PATH, key.toString()));
        driver.check();
        driver.create();
        assertThat(driver.network().ssh().orElseThrow().identities()).singleElement()
                .satisfies(kept -> assertThat(kept).hasFileName("id_rsa").hasSameTextualContentAs(key));
        driver.remove();
        assertThat(api.things()).containsExactly(new PublicKey(KEY).fingerprint());
    }

    @Test
    void findsWhatIsOursAndNothingElse() {
        Driver driver = driver(Map.of());
        driver.create();
        api.addKey("mine", KEY);
        assertThat(driver.findOwned()).extracting(OwnedObject::kind).containsExactly("droplet", "SSH key");
        assertThat(driver.findOwned()).extracting(OwnedObject::machineName).containsOnly("web");
        assertThat(driver.findOwned()).extracting(OwnedObject::machineId)
                .allMatch(id -> id.matches("[0-9a-f-]{36}"));
    }

    @Test
    void aMachineThatWasNeverBegunIsRemovedWithoutAToken() {
        assertThatCode(() -> driver(Map.of(DigitalOceanOptions.ACCESS_TOKEN, "")).remove()).doesNotThrowAnyException();
    }

    @Test
    void aMachineThatDockerMachineMadeIsDrivenAndRemoved() {
        long droplet = api.addDroplet("web");
        long key = api.addKey("web", KEY);
        Driver driver = recorded(Map.of("DropletName", "web", "DropletID", droplet, "SSHKeyID", key,
                "AccessToken", FakeDigitalOcean.TOKEN, "Endpoint", api.url().toString()));

        driver.kill();
        assertThat(driver.status()).isEqualTo(MachineState.STOPPED);
        driver.remove();
        assertThat(api.things()).isEmpty();
    }
}
