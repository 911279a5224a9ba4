package dev.jmachine.driver.exoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.spi.Driver;
import dev.jmachine.testkit.SimulatedProviderTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExoscaleDriverTest extends SimulatedProviderTest<FakeExoscale> {
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJsYQ own";

    ExoscaleDriverTest() {
        super(new ExoscaleDriverFactory(), new FakeExoscale());
    }

    @Override
    protected Map<String, String> options() {
        return Map.of(
                ExoscaleOptions.API_KEY, FakeSignatures.KEY,
                ExoscaleOptions.API_SECRET, FakeSignatures.SECRET,
                ExoscaleOptions.URL, api.url() + "/v2");
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeSignatures.KEY, FakeSignatures.SECRET);
    }

    private static String userData(JsonValue wish) {
        return new String(Base64.getDecoder().decode(wish.text("user-data")), StandardCharsets.UTF_8);
    }

    @Test
    void asksForTheInstanceAsTheOptionsSay() throws IOException {
        Path own = Files.writeString(folder.resolve("own.yaml"), "#cloud-config\npackages: [jq]\n");
        Driver driver = driver(Map.of(
                ExoscaleOptions.INSTANCE_PROFILE, "standard.small",
                ExoscaleOptions.DISK_SIZE, "20",
                ExoscaleOptions.IMAGE, "debian-13",
                ExoscaleOptions.USER_DATA, own.toString()));
        driver.create();

        JsonValue wish = api.created().get(0);
        assertThat(wish.text("name")).isEqualTo("web");
        assertThat(wish.text("labels", "jmachine-id")).hasSize(36);
        assertThat(wish.number("disk-size")).isEqualTo(20);
        assertThat(wish.text("template", "id")).isEqualTo(FakeExoscale.TEMPLATE);
        assertThat(userData(wish)).contains("packages: [jq]", "ed25519_private");
        assertThat(driver.network().address()).isEqualTo("127.0.0.1");
        assertThat(driver.network().ssh().orElseThrow().user()).isEqualTo("debian");
    }

    @Test
    void opensSshAndTheEngineToTheWorldAndWhatSwarmsNeedInsideTheGroup() {
        driver(Map.of()).create();
        String id = api.security.id("docker-machine").orElseThrow();
        assertThat(api.security.rules(id)).extracting(JsonValue::new).extracting(rule -> rule.text("protocol") + " "
                        + rule.text("start-port") + " " + (rule.text("network").isEmpty()
                        ? rule.text("security-group", "id").equals(id) : rule.text("network")))
                .containsExactly("tcp 22 0.0.0.0/0", "tcp 2376 0.0.0.0/0", "tcp 2377 true", "tcp 7946 true",
                        "udp 7946 true", "udp 4789 true", "esp  true");
    }

    @Test
    void aGroupThatMachinesShareGoesWithTheLastOfThem() {
        Map<String, String> options = Map.of(ExoscaleOptions.AFFINITY_GROUP, "apart");
        Driver first = driver("first", options);
        Driver second = driver("second", options);
        first.create();
        second.create();
        assertThat(api.security.rules(api.security.id("docker-machine").orElseThrow())).hasSize(7);
        first.remove();
        assertThat(api.things()).hasSize(3).contains("docker-machine", "apart");
        second.remove();
        assertThat(api.things()).isEmpty();
    }

    @Test
    void aGroupThatAnotherMachineMakesAtTheSameTimeIsShared() {
        driver("first", Map.of()).create();
        api.security.hideOnce();
        driver("second", Map.of()).create();
        assertThat(api.security.names()).containsExactly("docker-machine");
        assertThat(api.created()).extracting(wish -> wish.each("security-groups").get(0).text("id"))
                .containsOnly(api.security.id("docker-machine").orElseThrow());
    }

    @Test
    void aGroupOfTheUsersIsUsedAsItIsAndStays() {
        String id = api.security.make(new JsonValue(Map.of("name", "mine", "description", "by hand")));
        Driver driver = driver(Map.of(ExoscaleOptions.SECURITY_GROUP, "mine"));
        driver.create();
        assertThat(api.created().get(0).each("security-groups").get(0).text("id")).isEqualTo(id);
        assertThat(api.security.rules(id)).isEmpty();
        driver.remove();
        assertThat(api.things()).containsExactly("mine");
    }

    @Test
    void aKeyOfTheUsersIsPutOnTheInstance() throws IOException {
        Path key = Files.writeString(folder.resolve("id"), "private");
        Files.writeString(folder.resolve("id.pub"), KEY);
        Driver driver = driver(Map.of(ExoscaleOptions.SSH_KEY, key.toString(), ExoscaleOptions.SSH_USER, "me"));
        driver.check();
        driver.create();
        assertThat(userData(api.created().get(0))).contains(KEY);
        assertThat(driver.network().ssh().orElseThrow().identities()).singleElement()
                .satisfies(kept -> assertThat(kept).hasFileName("id_rsa").hasSameTextualContentAs(key));
        assertThat(driver.network().ssh().orElseThrow().user()).isEqualTo("me");
    }

    @Test
    void whatIsNotToBeHadIsToldBeforeAnythingIsMade() {
        assertCode(ErrorCode.AUTHENTICATION, "Invalid signature. (request id request-1)",
                driver("a", Map.of(ExoscaleOptions.API_SECRET, "wrong"))::check);
        assertCode(ErrorCode.AUTHENTICATION, "EXOSCALE_API_SECRET, or at create --exoscale-api-secret-key",
                driver("b", Map.of(ExoscaleOptions.API_SECRET, ""))::check);
        assertCode(ErrorCode.PRECREATE_CHECK_FAILED, "ch-dk-2, de-fra-1",
                driver("c", Map.of(ExoscaleOptions.ZONE, "mars-1"))::check);
        assertCode(ErrorCode.PRECREATE_CHECK_FAILED, "standard.medium, standard.small",
                driver("d", Map.of(ExoscaleOptions.INSTANCE_PROFILE, "Gigantic"))::check);
        assertCode(ErrorCode.PRECREATE_CHECK_FAILED, "may not use the instance type standard.titan",
                driver("e", Map.of(ExoscaleOptions.INSTANCE_PROFILE, "titan"))::check);
        assertCode(ErrorCode.PRECREATE_CHECK_FAILED, "needs a disk of 12 GiB",
                driver("f", Map.of(ExoscaleOptions.DISK_SIZE, "10"))::check);
        assertCode(ErrorCode.INVALID_ARGUMENT, "the API that docker-machine spoke is switched off",
                driver("g", Map.of(ExoscaleOptions.URL, "https://api.exoscale.ch/compute"))::check);
        assertThat(api.things()).isEmpty();
    }

    @Test
    void anAccountThatIsFullIsAQuota() {
        api.limitTo(0);
        assertCode(ErrorCode.QUOTA, "The quota of instances is exceeded", driver(Map.of())::create);
    }

    @Test
    void anInstanceThatCouldNotBeMadeIsToldAndMadeAnewTheNextTime() {
        Driver driver = driver(Map.of());
        api.failInstances("unavailable");
        assertCode(ErrorCode.PROVIDER, "reports a failure, unavailable: It was not possible. (request id",
                driver::create);
        api.failInstances("");
        driver.create();
        assertThat(driver.status()).isEqualTo(MachineState.RUNNING);
        driver.remove();
        assertThat(api.things()).isEmpty();
    }

    @Test
    void anInstanceThatVanishedIsNotFoundAndCanBeRemoved() {
        Driver driver = driver(Map.of());
        driver.create();
        api.loseInstances();
        assertThat(driver.status()).isEqualTo(MachineState.NOT_FOUND);
        assertCode(ErrorCode.PROVIDER_NOT_FOUND, "no such instance", driver::start);
        driver.remove();
        assertThat(api.things()).isEmpty();
    }

    @Test
    void findsWhatIsOursAndNothingElse() {
        Driver driver = driver(Map.of());
        driver.create();
        api.addInstance("mine");
        assertThat(driver.findOwned()).singleElement().satisfies(found -> {
            assertThat(found.machineName()).isEqualTo("web");
            assertThat(found.machineId()).hasSize(36);
        }).extracting(OwnedObject::kind).isEqualTo("instance");
    }

    @Test
    void aMachineThatWasNeverBegunIsRemovedWithoutAKey() {
        assertThatCode(() -> driver(Map.of(ExoscaleOptions.API_KEY, "")).remove()).doesNotThrowAnyException();
    }

    @Test
    void aMachineThatDockerMachineMadeIsDrivenAndRemoved() {
        String instance = api.addInstance("web");
        api.security.make(new JsonValue(Map.of("name", "docker-machine", "description", "created by docker-machine")));
        Driver driver = recorded(Map.of("Id", instance, "AvailabilityZone", "CH-DK-2", "URL", api.url() + "/v2",
                "ApiKey", FakeSignatures.KEY, "ApiSecretKey", FakeSignatures.SECRET,
                "SecurityGroups", List.of("docker-machine")));

        driver.stop();
        assertThat(driver.status()).isEqualTo(MachineState.STOPPED);
        driver.restart();
        assertThat(driver.network().address()).isEqualTo("127.0.0.1");
        driver.remove();
        assertThat(api.things()).containsExactly("docker-machine");
    }
}
