package dev.jmachine.driver.azure;

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
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class AzureDriverTest extends SimulatedProviderTest<FakeAzure> {
    private static final String GROUP = FakeAzure.SUBSCRIPTION + "/resourceGroups/docker-machine";

    AzureDriverTest() {
        super(new AzureDriverFactory(), new FakeAzure());
    }

    @Override
    protected Map<String, String> options() {
        return Map.of(
                AzureOptions.SUBSCRIPTION, "sub",
                AzureOptions.CLIENT_ID, FakeSignIn.CLIENT,
                AzureOptions.CLIENT_SECRET, FakeSignIn.SECRET,
                AzureOptions.AUTHORITY, api.url().toString(),
                AzureOptions.ENDPOINT, api.url().toString());
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeSignIn.SECRET, FakeSignIn.TOKEN);
    }

    private JsonValue shown(String path) {
        return new JsonValue(api.resources.show(GROUP + "/providers/" + path));
    }

    @Test
    void asksForTheMachineAsTheOptionsSay() throws IOException {
        Path own = Files.writeString(folder.resolve("own.yaml"), "#cloud-config\npackages: [jq]\n");
        driver(Map.of(AzureOptions.CUSTOM_DATA, own.toString(), AzureOptions.STORAGE_TYPE, "Premium_LRS")).create();

        JsonValue wish = api.created().get(0);
        assertThat(wish.text("location")).isEqualTo("westus");
        assertThat(wish.text("tags", "jmachine-id")).hasSize(36);
        JsonValue machine = wish.at("properties");
        assertThat(machine.text("hardwareProfile", "vmSize")).isEqualTo("Standard_B2ls_v2");
        assertThat(machine.text("storageProfile", "imageReference", "offer")).isEqualTo("debian-13");
        assertThat(machine.text("storageProfile", "osDisk", "deleteOption")).isEqualTo("Delete");
        assertThat(machine.text("storageProfile", "osDisk", "managedDisk", "storageAccountType"))
                .isEqualTo("Premium_LRS");
        assertThat(machine.text("availabilitySet", "id")).endsWith("/availabilitySets/docker-machine");
        assertThat(machine.flag("osProfile", "linuxConfiguration", "disablePasswordAuthentication")).isTrue();
        assertThat(new String(Base64.getDecoder().decode(machine.text("osProfile", "customData")),
                StandardCharsets.UTF_8)).contains("packages: [jq]", "ed25519_private");
    }

    @Test
    void opensNothingButSshTheEngineAndWhatWasAskedFor() {
        driver(Map.of(AzureOptions.OPEN_PORT, "8080;53/udp", AzureOptions.SOURCE_RANGES, "192.0.2.0/24, 198.51.100.1"))
                .create();
        List<JsonValue> rules =
                shown("Microsoft.Network/networkSecurityGroups/web-firewall").each("properties", "securityRules");
        assertThat(rules).extracting(rule -> rule.text("properties", "destinationPortRange") + "/"
                + rule.text("properties", "protocol")).containsExactly("22/Tcp", "2376/Tcp", "8080/Tcp", "53/Udp");
        assertThat(rules).extracting(rule -> rule.text("properties", "priority")).doesNotHaveDuplicates();
        assertThat(rules).allMatch(rule -> rule.texts("properties", "sourceAddressPrefixes")
                .equals(List.of("192.0.2.0/24", "198.51.100.1")));
    }

    @Test
    void aMachineWithoutPublicAddressIsReachedAtItsPrivateOne() {
        Driver driver = driver(Map.of(AzureOptions.NO_PUBLIC_ADDRESS, "true", AzureOptions.AVAILABILITY_SET, ""));
        driver.create();
        assertThat(driver.network().address()).isEqualTo("192.168.0.4");
        assertThat(api.things()).noneMatch(id -> id.contains("publicIPAddresses") || id.contains("availabilitySets"));
    }

    @Test
    void aCertificateSignsInToo() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        api.signIn.trust(pair.getPublic());
        Path file = Files.writeString(folder.resolve("principal.pem"),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()) + pem("CERTIFICATE", certificate(pair)));
        Driver driver =
                driver(Map.of(AzureOptions.CLIENT_CERTIFICATE, file.toString(), AzureOptions.CLIENT_SECRET, ""));
        driver.check();
        driver.create();
        assertThat(driver.status()).isEqualTo(MachineState.RUNNING);
    }

    private static byte[] certificate(KeyPair pair) throws Exception {
        X500Name name = new X500Name("CN=principal");
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(now),
                Date.from(now.plusSeconds(3600)), name, pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())).getEncoded();
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }

    @Test
    void aTokenIsAcceptedInPlaceOfSigningIn() {
        driver(Map.of(AzureOptions.ACCESS_TOKEN, FakeSignIn.TOKEN, AzureOptions.CLIENT_ID, "")).check();
    }

    @Test
    void aWrongSecretIsToldWithoutShowingIt() {
        assertThatThrownBy(() -> driver(Map.of(AzureOptions.CLIENT_SECRET, "mistyped")).check())
                .isInstanceOfSatisfying(MachineException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.AUTHENTICATION))
                .hasMessageContaining("AADSTS7000215: Invalid client secret provided. Trace ID: t. "
                        + "(request id correlation-1)")
                .hasMessageNotContaining("mistyped");
        assertCode(ErrorCode.AUTHENTICATION, "AZURE_CLIENT_SECRET",
                driver("other", Map.of(AzureOptions.CLIENT_SECRET, ""))::check);
    }

    @Test
    void whatMachinesShareGoesWithTheLastOfThem() {
        Driver first = driver("first", Map.of());
        Driver second = driver("second", Map.of());
        first.create();
        second.create();
        first.remove();
        assertThat(second.status()).isEqualTo(MachineState.RUNNING);
        assertThat(api.things()).anyMatch(id -> id.endsWith("/virtualNetworks/docker-machine-vnet"))
                .noneMatch(id -> id.contains("first"));
        second.remove();
        assertThat(api.things()).isEmpty();
    }

    @Test
    void aNetworkOfTheUsersStaysAndSoDoesItsSubnet() {
        String network = GROUP + "/providers/Microsoft.Network/virtualNetworks/docker-machine-vnet";
        api.resources.put(GROUP, Map.of("location", "westus"), "Succeeded");
        api.resources.put(network, Map.of("location", "westus", "properties", Map.of("subnets",
                List.of(Map.of("name", "docker-machine", "properties", Map.of())))), "Succeeded");
        Driver driver = driver(Map.of());
        driver.create();
        driver.remove();
        assertThat(api.things()).containsExactlyInAnyOrder(network, network + "/subnets/docker-machine");
    }

    @Test
    void whatIsAnothersIsNeitherTakenNorRemoved() {
        String card = GROUP + "/providers/Microsoft.Network/networkInterfaces/web-nic";
        api.resources.put(GROUP, Map.of("location", "westus"), "Succeeded");
        api.resources.put(card, Map.of("tags", Map.of("owner", "me"), "properties", Map.of()), "Succeeded");
        Driver driver = driver(Map.of());
        assertCode(ErrorCode.PROVIDER, "not this machine's", driver::create);
        driver.remove();
        assertThat(api.things()).containsExactly(card);
    }

    @Test
    void aMachineThatCouldNotBeMadeIsToldAndMadeAnewTheNextTime() {
        Driver driver = driver(Map.of());
        api.failMachines("AllocationFailed");
        assertCode(ErrorCode.QUOTA, "AllocationFailed: It was not possible. (request id", driver::create);
        api.failMachines("");
        driver.create();
        assertThat(driver.status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void aMachineThatVanishedIsNotFoundAndCanBeRemoved() {
        Driver driver = driver(Map.of());
        driver.create();
        api.resources.remove(GROUP + "/providers/Microsoft.Compute/virtualMachines/web");
        assertThat(driver.status()).isEqualTo(MachineState.NOT_FOUND);
        assertCode(ErrorCode.PROVIDER_NOT_FOUND, "no such machine", driver::start);
    }

    @Test
    void findsWhatIsOurs() {
        Driver driver = driver(Map.of());
        driver.create();
        assertThat(driver.findOwned()).extracting(OwnedObject::kind).contains(
                "Microsoft.Compute/virtualMachines", "Microsoft.Network/networkInterfaces",
                "Microsoft.Network/publicIPAddresses", "Microsoft.Network/networkSecurityGroups");
        assertThat(driver.findOwned()).allMatch(
                thing -> thing.machineName().equals("web") && thing.machineId().length() == 36);
    }

    @Test
    void theCheckBeforeACreationThatGoesOnDoesNotMindWhatWasMade() {
        Driver driver = driver(Map.of());
        driver.create();
        assertThatCode(driver::check).doesNotThrowAnyException();
    }

    @Test
    void aMachineThatDockerMachineMadeIsDrivenAndRemoved() {
        Driver driver = driver(Map.of());
        driver.create();
        api.resources.dropTags();
        Driver found = recorded(Map.ofEntries(
                Map.entry("SubscriptionID", "sub"), Map.entry("ResourceGroup", "docker-machine"),
                Map.entry("VirtualNetwork", "docker-machine-vnet"), Map.entry("SubnetName", "docker-machine"),
                Map.entry("AvailabilitySet", "docker-machine"), Map.entry("DockerPort", 2376),
                Map.entry("ClientID", FakeSignIn.CLIENT), Map.entry("ClientSecret", FakeSignIn.SECRET),
                Map.entry("Endpoint", api.url().toString()), Map.entry("AuthorityHost", api.url().toString())));

        assertThat(found.network().address()).isEqualTo("127.0.0.1");
        found.restart();
        assertThat(found.status()).isEqualTo(MachineState.RUNNING);
        found.remove();
        assertThat(api.things()).isEmpty();
    }
}
