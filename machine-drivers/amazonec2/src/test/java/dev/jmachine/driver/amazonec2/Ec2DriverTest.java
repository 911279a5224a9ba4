package dev.jmachine.driver.amazonec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.FailureKind;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver does when Amazon does what moto does not. */
class Ec2DriverTest {
    private final FakeEc2 amazon = new FakeEc2();
    private final List<String> notices = new ArrayList<>();
    private Optional<Bastion> bastion = Optional.empty();
    private final List<DriverWorkbench> benches = new ArrayList<>();
    /** In place of the store's; null for that. */
    private DriverState state;

    @TempDir
    private Path store;

    @AfterEach
    void close() {
        benches.forEach(DriverWorkbench::close);
        amazon.close();
    }

    private Driver driver(String... further) {
        Map<String, String> options = new LinkedHashMap<>(Map.of(
                Ec2Options.ACCESS_KEY, "test", Ec2Options.SECRET_KEY, "test", Ec2Options.REGION, "eu-central-1",
                Ec2Options.ENDPOINT, amazon.url().toString(), Ec2Options.RETRIES, "-1",
                Ec2Options.PRIVATE_ADDRESS_ONLY, "true"));
        for (int i = 0; i < further.length; i += 2) {
            options.put(further[i], further[i + 1]);
        }
        MachineSpec.Builder spec = MachineSpec.builder("web", "amazonec2");
        options.forEach(spec::option);
        bastion.ifPresent(spec::bastion);
        benches.add(new DriverWorkbench(new Ec2DriverFactory(), store, spec.build(), this::listening));
        return benches.get(benches.size() - 1).driver();
    }

    private DriverContext listening(DriverContext context) {
        return (DriverContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DriverContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("notice")) {
                        notices.add(String.valueOf(arguments[0]));
                    }
                    return state != null && method.getName().equals("state")
                            ? state : method.invoke(context, arguments);
                });
    }

    private static Map<String, Object> only(List<Map<String, Object>> requests) {
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    @Test
    void aLaunchWhoseAnswerWasLostIsAskedForAgainWithItsTokenOrFound() {
        amazon.loseAnswerToNextLaunch();
        Driver driver = driver();
        assertThatThrownBy(driver::create).isInstanceOf(MachineException.class)
                .hasMessageContaining(FakeEc2.REQUEST_ID)
                .satisfies(failure -> assertThat(driver.classify(failure)).isEqualTo(FailureKind.TRANSIENT));
        driver().create();
        assertThat(amazon.instancesMade()).isEqualTo(1);
    }

    @Test
    void aMachineRefusedForWantOfRoomIsAskedForAgainWithTheSameToken() {
        amazon.refuse("RunInstances", "InsufficientInstanceCapacity");
        Driver driver = driver();
        assertThatThrownBy(driver::create).asInstanceOf(type(MachineException.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.QUOTA))
                .satisfies(failure -> assertThat(failure).hasMessageContaining("InsufficientInstanceCapacity")
                        .hasMessageContaining("eu-central-1a").hasMessageContaining(FakeEc2.REQUEST_ID));
        amazon.refuse("RunInstances", "");
        driver.create();
        assertThat(amazon.requests("RunInstances")).extracting(request -> request.get("ClientToken"))
                .doesNotContainNull().hasSize(2).containsOnly(
                        amazon.requests("RunInstances").get(0).get("ClientToken"));
    }

    @Test
    void credentialsThatAmazonDoesNotTakeAreToldBeforeAnythingIsMade() {
        amazon.refuse("DescribeInstanceTypes", "AuthFailure");
        Driver driver = driver();
        assertThatThrownBy(driver::check).asInstanceOf(type(MachineException.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.AUTHENTICATION));
        assertThatThrownBy(driver::create).isInstanceOf(MachineException.class);
        assertThat(amazon.actions()).allMatch(action -> action.startsWith("Describe"));
    }

    @Test
    void aThrottledCallIsTriedAgainAsOftenAsToldAndThenLeftToTheLibrary() {
        amazon.refuse("DescribeInstanceTypes", "RequestLimitExceeded");
        Driver driver = driver(Ec2Options.RETRIES, "1");
        assertThatThrownBy(driver::check).hasMessageContaining(FakeEc2.REQUEST_ID)
                .satisfies(failure -> assertThat(driver.classify(failure)).isEqualTo(FailureKind.TRANSIENT));
        assertThat(amazon.actions()).hasSize(2);
    }

    @Test
    void halfOfTheKeysIsRefusedByName() {
        Driver driver = driver(Ec2Options.SECRET_KEY, "");
        assertThatThrownBy(driver::check).hasMessageContaining("--amazonec2-secret-key");
    }

    @Test
    void anInstanceThatAmazonHasEndedIsNotFoundAndSaysWhy() {
        Driver driver = driver();
        driver.create();
        amazon.change("terminated", "Server.SpotInstanceTermination: Spot instance termination");
        assertThat(driver.status()).isEqualTo(MachineState.NOT_FOUND);
        assertThatThrownBy(driver::start).asInstanceOf(type(MachineException.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_NOT_FOUND))
                .satisfies(failure -> assertThat(failure).hasMessageContaining("SpotInstanceTermination"));
    }

    @Test
    void creationMakesAnotherInstanceInPlaceOfOneThatAmazonHasEnded() {
        driver().create();
        amazon.change("terminated", "");
        driver().create();
        assertThat(amazon.instancesMade()).isEqualTo(2);
        assertThat(driver().status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void theSpotRequestOfAnEndedInstanceIsCancelledBeforeAnotherIsMade() {
        driver(Ec2Options.SPOT, "true").create();
        amazon.change("terminated", "");
        driver(Ec2Options.SPOT, "true").create();
        assertThat(amazon.actions())
                .containsSubsequence("RunInstances", "CancelSpotInstanceRequests", "RunInstances");
    }

    @Test
    void aStartThatAmazonHasNoRoomForIsTold() {
        Driver driver = driver();
        driver.create();
        amazon.change("stopped", "");
        amazon.refuse("StartInstances", "InsufficientInstanceCapacity");
        assertThatThrownBy(driver::start).asInstanceOf(type(MachineException.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.QUOTA));
    }

    @Test
    void aSpotInstanceTellsItsPriceAndItsRequestIsCancelledBeforeTheInstanceEnds() {
        Driver driver = driver(Ec2Options.SPOT, "true", Ec2Options.SPOT_PRICE, "0.02");
        driver.check();
        assertThat(notices).singleElement().asString()
                .contains("$0.0062 an hour now in eu-central-1a", "$0.02 at most", "two minutes' notice");
        driver.create();
        assertThat(only(amazon.requests("RunInstances")))
                .containsEntry("InstanceMarketOptions.SpotOptions.MaxPrice", "0.02")
                .containsEntry("InstanceMarketOptions.SpotOptions.SpotInstanceType", "persistent")
                .containsEntry("InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior", "stop");
        driver.remove();
        assertThat(amazon.actions()).containsSubsequence("CancelSpotInstanceRequests", "TerminateInstances");
    }

    @Test
    void aSpotPriceAboveTheBidIsRefusedBeforeAnythingIsMade() {
        Driver driver = driver(Ec2Options.SPOT, "true", Ec2Options.SPOT_PRICE, "0.001");
        assertThatThrownBy(driver::check).hasMessageContaining("$0.0062")
                .hasMessageContaining("--amazonec2-spot-price");
    }

    @Test
    void theInstanceBearsTagsAndAsksForMetadataTokensByDefault() {
        driver(Ec2Options.TAGS, "team,blue").create();
        Map<String, Object> request = only(amazon.requests("RunInstances"));
        assertThat(request).containsEntry("MetadataOptions.HttpTokens", "required")
                .containsEntry("MetadataOptions.HttpPutResponseHopLimit", "1")
                .containsEntry("BlockDeviceMapping.1.Ebs.VolumeType", "gp3")
                .containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true")
                .containsEntry("NetworkInterface.1.AssociatePublicIpAddress", "false")
                .containsEntry("InstanceType", "t3.small");
        assertThat(request.values()).contains("team", "blue", "jmachine-id", "jmachine-store", "volume",
                "network-interface");
    }

    @Test
    void whoMayComeInFromAPrivateNetworkIsTheNetworkItself() {
        driver().create();
        assertThat(only(amazon.requests("AuthorizeSecurityGroupIngress")).values())
                .contains("10.1.0.0/16").doesNotContain("0.0.0.0/0");
    }

    @Test
    void behindABastionTheMachineIsReachedAtItsPrivateAddressAndNobodyIsAskedForOurs() {
        bastion = Optional.of(new Bastion("me", "gate.example", 22, Optional.empty()));
        Driver driver = driver(Ec2Options.PRIVATE_ADDRESS_ONLY, "false", Ec2Options.ADDRESS_SERVICE,
                "http://127.0.0.1:9");
        driver.create();
        assertThat(driver.network().address()).isEqualTo("10.1.0.4");
        assertThat(only(amazon.requests("AuthorizeSecurityGroupIngress")).values())
                .contains("10.1.0.0/16", "22").doesNotContain("2376");
    }

    @Test
    void aGroupThatAnotherMachineIsInStays() {
        driver().create();
        amazon.putOthersInGroup();
        driver().remove();
        assertThat(amazon.actions()).contains("TerminateInstances").doesNotContain("DeleteSecurityGroup");
    }

    @Test
    void aGroupThatAnotherMachineHasTakenWithItIsAPassingFailureAndAnotherRequest() {
        amazon.refuse("RunInstances", "InvalidGroup.NotFound");
        Driver driver = driver();
        assertThatThrownBy(driver::create)
                .satisfies(failure -> assertThat(driver.classify(failure)).isEqualTo(FailureKind.TRANSIENT));
    }

    @Test
    void aMachineWhoseRecordIsDamagedIsFoundByItsTagAndTakenAway() {
        driver().create();
        state = new GivenState(Map.of());
        driver().remove();
        assertThat(amazon.actions()).containsSubsequence("TerminateInstances", "DeleteKeyPair", "DeleteSecurityGroup");
    }

    @Test
    void aMachineOfDockerMachinesIsDrivenWithWhatItLeftInTheStore() {
        driver().create();
        state = new GivenState(Map.of("InstanceId", "i-1", "AMI", "ami-c60b90d1", "Region", "eu-central-1",
                "Endpoint", amazon.url().toString(), "KeyName", "old", "SSHUser", "ubuntu", "SSHPort", 22L,
                "AccessKey", "LEFTBEHIND", "SecretKey", "secret"));
        Driver driver = driver(Ec2Options.ACCESS_KEY, "", Ec2Options.SECRET_KEY, "");
        assertThat(driver.status()).isEqualTo(MachineState.RUNNING);
        assertThat(amazon.lastAuthorization()).contains("Credential=LEFTBEHIND/");
        driver.remove();
        assertThat(only(amazon.requests("DeleteKeyPair"))).containsEntry("KeyName", "old");
    }

    @Test
    void aConsoleThatCannotBeReadDoesNotHideWhatItWasToExplain() {
        Driver driver = driver();
        driver.create();
        amazon.refuse("GetConsoleOutput", "UnauthorizedOperation");
        assertThat(driver.console()).singleElement().asString().contains("UnauthorizedOperation");
    }

    @Test
    void aMachineThatWasNotMadeHasNoAddress() {
        assertThatThrownBy(() -> driver().network()).asInstanceOf(type(MachineException.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.WRONG_STATE));
        assertThat(amazon.actions()).isEmpty();
    }

    @Test
    void aMachineWithoutPublicAddressIsReachedAtItsIpv6AddressWhereItHasOne() {
        Driver driver = driver(Ec2Options.IPV6, "true", Ec2Options.ALLOW_FROM, "2001:db8::7");
        driver.create();
        assertThat(driver.network().engine()).hasToString("tcp://[2001:db8::4]:2376");
        assertThat(driver.network().peerAddress()).contains("10.1.0.4");
        assertThat(only(amazon.requests("AuthorizeSecurityGroupIngress")).values()).contains("2001:db8::7/128");
    }

    @Test
    void theConsoleEndsWithWhatAmazonHasOfIt() {
        Driver driver = driver();
        assertThat(driver.console()).isEmpty();
        driver.create();
        assertThat(driver.console()).containsExactly("booting", "panic");
    }

    @Test
    void nothingIsAskedOfAmazonForAMachineThatWasNeverMade() {
        driver().remove();
        assertThat(driver().status()).isEqualTo(MachineState.NOT_FOUND);
        assertThat(amazon.actions()).isEmpty();
    }
}
