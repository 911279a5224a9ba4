package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.spi.Driver;
import dev.jmachine.testkit.SimulatedProviderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoogleDriverTest extends SimulatedProviderTest<FakeCompute> {

    GoogleDriverTest() {
        super(new GoogleDriverFactory(), new FakeCompute());
    }

    @Override
    protected Map<String, String> options() throws IOException {
        return Map.of(
                GoogleOptions.CREDENTIALS, keyFile().toString(),
                GoogleOptions.ENDPOINT, api.url() + "/compute/v1");
    }

    private Path keyFile() throws IOException {
        return api.tokens.keyFile(folder, api.url().resolve("/token"));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeTokens.TOKEN, "PRIVATE KEY");
    }

    @Test
    void asksForTheInstanceAsTheOptionsSay() throws IOException {
        driver(Map.of(
                GoogleOptions.TAGS, "blue, production",
                GoogleOptions.SUBNETWORK, "inner",
                GoogleOptions.ADDRESS, "fixed",
                GoogleOptions.PREEMPTIBLE, "true",
                GoogleOptions.DISK_SIZE, "30")).create();

        JsonValue wish = new JsonValue(api.created().get(0));
        assertThat(wish.text("machineType")).isEqualTo("zones/us-central1-a/machineTypes/e2-medium");
        assertThat(wish.texts("tags", "items")).contains("blue", "production").hasSize(3);
        assertThat(wish.flag("scheduling", "preemptible")).isTrue();
        assertThat(wish.text("labels", "jmachine-id")).hasSize(36);
        JsonValue disk = wish.each("disks").get(0);
        assertThat(disk.flag("autoDelete")).isTrue();
        assertThat(disk.number("initializeParams", "diskSizeGb")).isEqualTo(30);
        assertThat(disk.text("initializeParams", "diskType")).isEqualTo("zones/us-central1-a/diskTypes/pd-standard");
        assertThat(disk.text("initializeParams", "sourceImage"))
                .isEqualTo("projects/ubuntu-os-cloud/global/images/family/ubuntu-2404-lts-amd64");
        JsonValue card = wish.each("networkInterfaces").get(0);
        assertThat(card.text("network")).isEqualTo("projects/test/global/networks/default");
        assertThat(card.text("subnetwork")).isEqualTo("projects/test/regions/us-central1/subnetworks/inner");
        assertThat(card.each("accessConfigs").get(0).text("natIP")).isEqualTo("203.0.113.7");
        assertThat(wish.each("metadata", "items").get(0).text("value")).contains("ed25519_private", "docker-user");
    }

    @Test
    void opensNothingButSshTheEngineAndWhatWasAskedFor() throws IOException {
        driver(Map.of(GoogleOptions.OPEN_PORT, "8080;53/udp", GoogleOptions.SOURCE_RANGES, "192.0.2.0/24")).create();
        JsonValue rule = api.rule();
        assertThat(rule.texts("sourceRanges")).containsExactly("192.0.2.0/24");
        assertThat(rule.each("allowed")).extracting(
                        allowed -> allowed.texts("ports").get(0) + "/" + allowed.text("IPProtocol"))
                .containsExactly("22/tcp", "2376/tcp", "8080/tcp", "53/udp");
        assertThat(new JsonValue(api.created().get(0)).texts("tags", "items")).containsAll(rule.texts("targetTags"));
    }

    @Test
    void anInstanceWithoutExternalAddressIsReachedAtItsInternalOne() throws IOException {
        Driver driver = driver(Map.of(GoogleOptions.INTERNAL_ADDRESS_ONLY, "true"));
        driver.create();
        assertThat(driver.network().address()).isEqualTo("10.128.0.2");
        assertThat(new JsonValue(api.created().get(0)).each("networkInterfaces"))
                .allMatch(card -> card.each("accessConfigs").isEmpty());
    }

    @Test
    void theAddressIsFollowedWhenAStartBringsAnother() throws IOException {
        Driver driver = driver(Map.of());
        driver.create();
        driver.stop();
        api.moveTo("127.0.0.2");
        driver.start();
        assertThat(driver.network().address()).isEqualTo("127.0.0.2");
    }

    @Test
    void aUsersCredentialsAndATokenAreAccepted() throws IOException {
        Path user = FakeTokens.userFile(folder, api.url().resolve("/token"));
        driver(Map.of(GoogleOptions.CREDENTIALS, user.toString())).check();
        driver(Map.of(GoogleOptions.CREDENTIALS, "/nonexistent", GoogleOptions.PROJECT, "test",
                GoogleOptions.ACCESS_TOKEN, FakeTokens.TOKEN)).check();
        assertCode(ErrorCode.AUTHENTICATION, "Invalid Credentials. (request id request-",
                driver(Map.of(GoogleOptions.PROJECT, "test", GoogleOptions.ACCESS_TOKEN, "wrong"))::check);
    }

    @Test
    void credentialsThatAreNoneAreToldWithoutShowingThem() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), JsonValue.write(Map.of(
                "type", "service_account", "project_id", "test", "private_key", "very-secret")));
        assertThatThrownBy(() -> driver(Map.of(GoogleOptions.CREDENTIALS, file.toString())).check())
                .isInstanceOf(MachineException.class).hasMessageContaining("no RSA key")
                .hasMessageNotContaining("very-secret");
    }

    @Test
    void aFailedOperationIsToldAndMadeAnewTheNextTime() throws IOException {
        Driver driver = driver(Map.of());
        api.failInserts("ZONE_RESOURCE_POOL_EXHAUSTED");
        assertCode(ErrorCode.QUOTA, "(request id operation-", driver::create);
        api.failInserts("INTERNAL_ERROR");
        assertCode(ErrorCode.PROVIDER, "INTERNAL_ERROR", driver::create);
        api.failInserts("");
        driver.create();
        assertThat(driver.status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void anInstanceOfSomebodyElsesIsNeitherTakenNorRemoved() throws IOException {
        Driver driver = driver(Map.of());
        api.add("web");
        assertCode(ErrorCode.PRECREATE_CHECK_FAILED, "already", driver::check);
        assertCode(ErrorCode.PROVIDER, "not this machine's", driver::create);
        driver.remove();
        assertThat(api.things()).containsExactly("web");
    }

    @Test
    void anExistingInstanceGetsKeyAndTagAndStaysAsItWas() throws IOException {
        FakeInstance instance = api.add("web");
        instance.replace("metadata", Map.of("items", List.of(Map.of("key", "ssh-keys", "value", "me:ssh-rsa AAAA me")),
                "fingerprint", new JsonValue(instance.json()).text("metadata", "fingerprint")));
        Driver driver = driver(Map.of(GoogleOptions.USE_EXISTING, "true"));
        driver.check();
        driver.create();
        assertThat(instance.json().toString()).contains("me:ssh-rsa AAAA me\ndocker-user:ssh-ed25519 ", "jmachine-");
        driver.remove();
        assertThat(api.things()).containsExactly("web");
        assertThat(instance.json().toString())
                .contains("me:ssh-rsa AAAA me").doesNotContain("docker-user", "jmachine-");
    }

    @Test
    void anInstanceThatVanishedIsNotFoundAndCanBeRemoved() throws IOException {
        Driver driver = driver(Map.of());
        driver.create();
        api.loseInstances();
        assertThat(driver.status()).isEqualTo(MachineState.NOT_FOUND);
        assertCode(ErrorCode.PROVIDER_NOT_FOUND, "no such instance", driver::start);
        driver.remove();
        assertThat(api.things()).isEmpty();
    }

    @Test
    void findsWhatIsOursAndShowsTheConsole() throws IOException {
        Driver driver = driver(Map.of());
        driver.create();
        assertThat(driver.console()).endsWith("kernel panic");
        assertThat(driver.findOwned()).extracting(OwnedObject::kind)
                .containsExactly("instance", "disk", "firewall rule");
        assertThat(driver.findOwned()).allMatch(
                thing -> thing.machineName().equals("web") && thing.machineId().length() == 36);
    }

    @Test
    void theCheckBeforeACreationThatGoesOnDoesNotMindWhatWasMade() throws IOException {
        Driver driver = driver(Map.of());
        driver.create();
        assertThatCode(driver::check).doesNotThrowAnyException();
    }

    @Test
    void aMachineThatDockerMachineMadeIsDrivenAndRemoved() throws IOException {
        api.add("web");
        Driver driver = recorded(Map.of("Project", "test", "Zone", "us-central1-a",
                "Endpoint", api.url() + "/compute/v1",
                "CredentialsFile", keyFile().toString()));

        driver.stop();
        assertThat(driver.status()).isEqualTo(MachineState.STOPPED);
        driver.start();
        assertThat(driver.network().address()).isEqualTo("127.0.0.1");
        driver.remove();
        assertThat(api.things()).isEmpty();
    }
}
