package dev.jmachine.driver.jclouds.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds of networks, and what happens in them beside the contract. */
class CloudStackIT {
    @TempDir
    Path store;

    private final Map<String, String> options = new HashMap<>();
    private CloudStackSimulator simulator;
    private SimulatedNetwork network;
    private DriverWorkbench bench;

    @BeforeEach
    void openSimulator() {
        simulator = new CloudStackSimulator();
        network = simulator.cloud().network();
        options.putAll(Map.of(
                CloudStackOptions.API_URL, simulator.apiUrl(),
                CloudStackOptions.API_KEY, CloudStackSimulator.API_KEY,
                CloudStackOptions.SECRET_KEY, CloudStackSimulator.SECRET_KEY,
                CloudStackOptions.ZONE, "north",
                CloudStackOptions.TEMPLATE, "Debian 13",
                CloudStackOptions.SERVICE_OFFERING, "Small",
                CloudStackOptions.NETWORK, "inner"));
    }

    @AfterEach
    void closeSimulator() {
        bench.close();
        simulator.close();
    }

    private Driver driver() {
        bench = bench("web.1", UnaryOperator.identity());
        return bench.driver();
    }

    private DriverWorkbench bench(String machine, UnaryOperator<DriverContext> around) {
        MachineSpec.Builder spec = MachineSpec.builder(machine, "cloudstack");
        options.forEach(spec::option);
        return new DriverWorkbench(new CloudStackDriverFactory(), store, spec.build(), around);
    }

    private Driver created() {
        Driver driver = driver();
        driver.check();
        driver.create();
        assertThat(driver.status()).isEqualTo(MachineState.RUNNING);
        return driver;
    }

    private void assertRemovedWhole(Driver driver) {
        driver.remove();
        assertThat(simulator.cloud().all()).isEmpty();
    }

    @Test
    void aMachineInABasicZoneHasItsOwnAddressAndSecurityGroup() {
        options.put(CloudStackOptions.ZONE, "flat");
        options.remove(CloudStackOptions.NETWORK);
        options.put(CloudStackOptions.CIDR, "198.51.100.0/24");
        Driver driver = created();
        assertThat(driver.network().address()).startsWith("127.0.9.");
        assertThat(network.all()).anySatisfy(group -> assertThat(group)
                .contains("group", "startport=22", "startport=2376", "cidr=198.51.100.0/24"));
        assertThat(driver.findOwned()).extracting(OwnedObject::kind)
                .containsExactlyInAnyOrder("virtual machine", "security group");
        assertThat(driver.findOwned()).extracting(OwnedObject::machineName).containsOnly("web.1");
        assertRemovedWhole(driver);
    }

    @Test
    void aSharedNetworkHasSecurityGroupsOrNone() {
        options.put(CloudStackOptions.NETWORK, "shared");
        Driver driver = created();
        assertThat(network.all()).anyMatch(one -> one.startsWith("group"));
        assertRemovedWhole(driver);
        bench.deleteRecord();
        bench.close();
        options.put(CloudStackOptions.NETWORK, "plain");
        driver = created();
        assertThat(network.all()).noneMatch(one -> one.startsWith("group"));
        assertRemovedWhole(driver);
    }

    @Test
    void aMachineAtItsPrivateAddressTakesNoPublicOne() {
        options.put(CloudStackOptions.USE_PRIVATE_ADDRESS, "true");
        options.put(CloudStackOptions.NETWORK, "tier");
        Driver driver = created();
        assertThat(driver.network().address()).startsWith("127.0.9.");
        assertThat(network.all()).noneMatch(one -> one.startsWith("address"));
        assertRemovedWhole(driver);
    }

    @Test
    void portsAreForwardedWhereThatIsWanted() {
        options.put(CloudStackOptions.USE_PORT_FORWARD, "true");
        options.put(CloudStackOptions.PUBLIC_IP, "127.0.8.1");
        Driver driver = created();
        assertThat(driver.network().address()).isEqualTo("127.0.8.1");
        assertThat(driver.network().peerAddress()).hasValueSatisfying(
                address -> assertThat(address).startsWith("127.0.9."));
        assertThat(network.leadsTo("a-1")).isEmpty();
        assertThat(network.rulesAt("a-1")).containsExactlyInAnyOrder("firewallrule 22", "firewallrule 2376",
                "portforwardingrule 22", "portforwardingrule 2376");
        assertRemovedWhole(driver);
    }

    @Test
    void anAddressOfTheUsersIsLeftAsItWas() {
        options.put(CloudStackOptions.PUBLIC_IP, "127.0.8.2");
        network.putRule("a-2", 22);
        network.putRule("a-2", 443);
        Driver driver = created();
        assertThat(network.leadsTo("a-2")).isEqualTo(simulator.cloud().machine().get("id"));
        assertThat(network.rulesAt("a-2")).hasSize(4);
        driver.check();
        driver.remove();
        assertThat(network.leadsTo("a-2")).isEmpty();
        assertThat(network.rulesAt("a-2")).containsExactlyInAnyOrder("firewallrule 22", "firewallrule 443");
        network.removeRules();
        assertThat(simulator.cloud().all()).isEmpty();
    }

    @Test
    void anotherAddressIsTakenWhenOthersAreQuicker() {
        network.othersTake(2);
        assertRemovedWhole(created());
    }

    @Test
    void whenNoAddressIsFreeThatIsToldAndTheMachineCanBeRemoved() {
        network.othersTake(Integer.MAX_VALUE);
        Driver driver = driver();
        assertThatThrownBy(driver::create).isInstanceOfSatisfying(MachineException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.QUOTA)).hasMessageContaining("none that is free");
        assertRemovedWhole(driver);
    }

    @Test
    void whatAJobFailedOfIsToldWithTheJob() {
        simulator.cloud().full(true);
        Driver driver = driver();
        assertThatThrownBy(driver::create).isInstanceOfSatisfying(MachineException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.QUOTA))
                .hasMessageContaining("Unable to create a deployment").hasMessageContaining("request id");
        assertThat(driver.status()).isEqualTo(MachineState.ERROR);
        assertRemovedWhole(driver);
    }

    @Test
    void everythingIsMarkedAndTaggedAndUserDataOfAnySizeIsHandedOver() throws IOException {
        Path userData = Files.writeString(store.resolve("user-data"), "#!/bin/sh\n" + "# much\n".repeat(4000));
        options.put(CloudStackOptions.USER_DATA_FILE, userData.toString());
        options.put(CloudStackOptions.RESOURCE_TAG, "team:web:one~*");
        options.put(CloudStackOptions.ROOT_DISK_SIZE, "40");
        options.put(CloudStackOptions.PROJECT, "work");
        Driver driver = created();
        Map<String, Object> machine = simulator.cloud().machine();
        assertThat(machine).containsEntry("name", "web-1").containsEntry("rootdisksize", "40")
                .containsEntry("projectid", "p-1");
        assertThat(machine.get("userdata").toString()).contains("ed25519_private", "# much");
        assertThat(network.tagsOf(machine.get("id").toString())).contains("team=web:one~*")
                .anyMatch(tag -> tag.startsWith("jmachine-id="));
        assertThat(driver.findOwned()).extracting(OwnedObject::kind)
                .containsExactlyInAnyOrder("virtual machine", "public address");
        assertThat(driver.findOwned()).extracting(OwnedObject::machineId).doesNotContain("").hasSize(2);
        assertRemovedWhole(driver);
    }

    @Test
    void aMachineThatMayNotBeExpungedIsDestroyedUnlessThatIsInsistedOn() {
        simulator.cloud().mayExpunge(false);
        options.put(CloudStackOptions.EXPUNGE, "true");
        Driver driver = created();
        assertThatThrownBy(driver::remove).hasMessageContaining("expunge");
        bench.close();
        simulator.cloud().mayExpunge(true);
        assertRemovedWhole(driver());
        bench.deleteRecord();
        bench.close();

        simulator.cloud().mayExpunge(false);
        options.remove(CloudStackOptions.EXPUNGE);
        driver = created();
        driver.remove();
        assertThat(driver.status()).isEqualTo(MachineState.NOT_FOUND);
        assertThat(simulator.cloud().all()).noneMatch(one -> one.startsWith("address"))
                .anyMatch(one -> one.equals("web-1 Destroyed"));
    }

    @Test
    void aMachineThatWasDestroyedBehindOurBackIsGoneAndItsAddressIsGivenBack() {
        Driver driver = created();
        network.forget(simulator.cloud().machine().get("id").toString());
        simulator.cloud().loseMachines();
        assertThat(driver.status()).isEqualTo(MachineState.NOT_FOUND);
        assertRemovedWhole(driver);
    }

    @Test
    void aMachineThatGoesWhileItIsRemovedIsRemoved() {
        Driver driver = created();
        simulator.cloud().destroyJustBefore();
        assertRemovedWhole(driver);
    }

    @Test
    void aMachineThatThePlugInMadeIsReachedAtItsAddressAndRemovedWithIt() {
        options.put(CloudStackOptions.PUBLIC_IP, "127.0.8.2");
        Driver driver = created();
        Map<String, Object> state = Map.of("Id", simulator.cloud().machine().get("id"),
                "ApiURL", simulator.apiUrl(), "PublicIP", "127.0.8.2", "DisassociatePublicIP", true);
        try (DriverWorkbench other = bench("old", context -> {
            context.state().save(state);
            return context;
        })) {
            other.driver().start();
            assertThat(other.driver().network().address()).isEqualTo("127.0.8.2");
            other.driver().remove();
        }
        assertThat(network.rulesAt("a-2")).isEmpty();
        assertThat(network.leadsTo("a-2")).isEmpty();
        assertRemovedWhole(driver);
    }

    @Test
    void aNameThatAnotherMachineBearsIsRefused() {
        created();
        simulator.cloud().machine().put("displayname", "another's");
        network.forget(simulator.cloud().machine().get("id").toString());
        assertThatThrownBy(() -> bench.driver().check()).isInstanceOfSatisfying(MachineException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.PRECREATE_CHECK_FAILED));
    }

    @Test
    void whatCloudStackRefusesIsToldInItsWords() {
        options.put(CloudStackOptions.SECRET_KEY, "another");
        Driver driver = driver();
        assertThatThrownBy(driver::check).isInstanceOfSatisfying(MachineException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION))
                .hasMessageContaining("unable to verify user credentials");
    }

    @Test
    void withoutKeysNothingIsAsked() {
        options.remove(CloudStackOptions.SECRET_KEY);
        Driver driver = driver();
        assertThatThrownBy(driver::check).isInstanceOfSatisfying(MachineException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION))
                .hasMessageContaining("CLOUDSTACK_SECRET_KEY");
    }

    @Test
    void withoutAUrlNothingIsLookedFor() {
        options.remove(CloudStackOptions.API_URL);
        Driver driver = driver();
        assertThatThrownBy(driver::findOwned).isInstanceOfSatisfying(MachineException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }
}
