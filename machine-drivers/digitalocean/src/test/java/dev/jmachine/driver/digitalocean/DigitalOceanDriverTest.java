package dev.jmachine.driver.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.MachineNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitalOceanDriverTest {
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJsYQ own";

    @TempDir
    Path folder;

    private final FakeDigitalOcean api = new FakeDigitalOcean();
    private final List<DriverWorkbench> benches = new ArrayList<>();

    @AfterEach
    void close() {
        benches.forEach(DriverWorkbench::close);
        api.close();
    }

    private Driver driver(Map<String, String> options) {
        return driver("web", options);
    }

    private Driver driver(String name, Map<String, String> options) {
        Map<String, String> all = new HashMap<>(Map.of(
                DigitalOceanOptions.ACCESS_TOKEN, FakeDigitalOcean.TOKEN,
                DigitalOceanOptions.ENDPOINT, api.url().toString()));
        all.putAll(options);
        MachineSpec.Builder spec = MachineSpec.builder(name, "digitalocean");
        all.forEach(spec::option);
        benches.add(new DriverWorkbench(
                new DigitalOceanDriverFactory(), folder.resolve("store"), spec.build(), UnaryOperator.identity()));
        return benches.get(benches.size() - 1).driver();
    }

    private static void assertCode(ErrorCode code, String words, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(MachineException.class,
                failure -> assertThat(failure.code()).isEqualTo(code)).hasMessageContaining(words);
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
    void neitherTheTokenNorAnythingElseSecretIsWritten() throws IOException {
        driver(Map.of()).create();
        for (String name : List.of("config.json", "jmachine.json")) {
            assertThat(Files.readString(folder.resolve("store/machines/web").resolve(name)))
                    .doesNotContain(FakeDigitalOcean.TOKEN);
        }
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
        assertThat(driver.network().ssh().orElseThrow().identities()).containsExactly(key);
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
        DriverContext[] context = new DriverContext[1];
        DriverWorkbench bench = new DriverWorkbench(new DigitalOceanDriverFactory(), folder.resolve("store"),
                MachineSpec.builder("web", "digitalocean").build(), given -> context[0] = given);
        benches.add(bench);
        context[0].state().save(Map.of("DropletName", "web", "DropletID", droplet, "SSHKeyID", key,
                "AccessToken", FakeDigitalOcean.TOKEN, "Endpoint", api.url().toString()));

        bench.driver().kill();
        assertThat(bench.driver().status()).isEqualTo(MachineState.STOPPED);
        bench.driver().remove();
        assertThat(api.things()).isEmpty();
    }

    @Test
    void everyOptionIsInTheManual() throws IOException {
        String manual = Files.readString(Path.of("../../docs/drivers/digitalocean.md"));
        for (DriverOption option : DigitalOceanOptions.all()) {
            assertThat(manual).contains("`--" + option.name() + "`", option.environment(),
                    option.defaultValue().equals("false") ? "" : option.defaultValue());
        }
    }
}
