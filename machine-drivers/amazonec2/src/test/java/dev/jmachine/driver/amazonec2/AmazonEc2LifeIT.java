package dev.jmachine.driver.amazonec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.ssh.OpenSshKeyPair;
import dev.jmachine.testkit.FaultProxy;
import dev.jmachine.testkit.MotoServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Volume;

/** What is made at moto's EC2, and what is left of it. Nothing logs in here, so no address of moto's is dialled. */
@Timeout(120)
class AmazonEc2LifeIT {
    @TempDir
    private static Path folder;

    private static MotoServer moto;
    private static MotoAccount account;

    @TempDir
    private Path store;

    private final List<DriverWorkbench> benches = new ArrayList<>();

    @BeforeAll
    static void startProvider() {
        moto = MotoServer.start(folder);
        account = new MotoAccount(moto.url());
    }

    @AfterAll
    static void stopProvider() {
        if (moto != null) {
            account.close();
            moto.close();
        }
    }

    @AfterEach
    void removeAll() {
        benches.forEach(bench -> bench.driver().remove());
        benches.forEach(DriverWorkbench::close);
        assertThat(account.things()).isEmpty();
    }

    private DriverWorkbench machine(String name, String... further) {
        MachineSpec.Builder spec = MachineSpec.builder(name, "amazonec2")
                .option(Ec2Options.ACCESS_KEY, "test").option(Ec2Options.SECRET_KEY, "test")
                .option(Ec2Options.REGION, "eu-central-1").option(Ec2Options.ENDPOINT, moto.url().toString())
                .option(Ec2Options.ALLOW_FROM, "192.0.2.7");
        for (int i = 0; i < further.length; i += 2) {
            spec.option(further[i], further[i + 1]);
        }
        DriverWorkbench bench =
                new DriverWorkbench(new Ec2DriverFactory(), store, spec.build(), UnaryOperator.identity());
        benches.add(bench);
        bench.driver().check();
        bench.driver().create();
        return bench;
    }

    private static Instance onlyInstance() {
        assertThat(account.instances()).hasSize(1);
        return account.instances().get(0);
    }

    @Test
    void machinesOfAStoreShareAGroupThatGoesWithTheLast() {
        DriverWorkbench one = machine("one");
        DriverWorkbench other = machine("other");
        assertThat(account.groups()).singleElement()
                .satisfies(group -> assertThat(group.groupName()).startsWith("jmachine-"));
        one.driver().remove();
        assertThat(account.groups()).hasSize(1);
        assertThat(other.driver().status()).isEqualTo(MachineState.RUNNING);
        other.driver().remove();
        assertThat(account.groups()).isEmpty();
    }

    @Test
    void aGroupAndAKeyPairOfTheUsersAreUsedAndLeft() throws IOException {
        OpenSshKeyPair pair = OpenSshKeyPair.generateEd25519("");
        Path key = Files.writeString(store.resolve("key"), pair.privateKey());
        Files.writeString(store.resolve("key.pub"), pair.publicKey());
        account.client().importKeyPair(request -> request.keyName("mine").publicKeyMaterial(
                SdkBytes.fromUtf8String(pair.publicKey())));
        String vpc = account.client().describeVpcs().vpcs().get(0).vpcId();
        String group = account.client().createSecurityGroup(request -> request
                .groupName("mine").description("mine").vpcId(vpc)).groupId();
        DriverWorkbench machine = machine("web", Ec2Options.SECURITY_GROUP, "mine", Ec2Options.KEY_PAIR, "mine",
                Ec2Options.SSH_KEY_PATH, key.toString());
        assertThat(onlyInstance().keyName()).isEqualTo("mine");
        assertThat(machine.driver().network().ssh().orElseThrow().identities()).singleElement()
                .satisfies(kept -> assertThat(kept).hasFileName("id_rsa").hasSameTextualContentAs(key))
                .satisfies(kept -> assertThat(kept.resolveSibling("id_rsa.pub")).hasContent(pair.publicKey()));
        machine.driver().remove();
        assertThat(account.things()).containsExactlyInAnyOrder("key pair mine", group);
        account.client().deleteKeyPair(request -> request.keyName("mine"));
        account.client().deleteSecurityGroup(request -> request.groupId(group));
    }

    @Test
    void readOnlyGroupsAreNotTouched() {
        String vpc = account.client().describeVpcs().vpcs().get(0).vpcId();
        String group = account.client().createSecurityGroup(request -> request
                .groupName("closed").description("closed").vpcId(vpc)).groupId();
        machine("web", Ec2Options.SECURITY_GROUP, group, Ec2Options.SECURITY_GROUP_READONLY, "true").driver().remove();
        assertThat(account.groups()).singleElement()
                .satisfies(found -> assertThat(found.ipPermissions()).isEmpty());
        account.client().deleteSecurityGroup(request -> request.groupId(group));
    }

    @Test
    void theHostKeyAndTheUserTravelInTheUserData() {
        machine("web", Ec2Options.SSH_USER, "alice");
        String data = account.client().describeInstanceAttribute(request -> request
                .instanceId(onlyInstance().instanceId()).attribute(InstanceAttributeName.USER_DATA))
                .userData().value();
        assertThat(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8))
                .startsWith("#cloud-config").contains("alice", "ed25519_private", "ssh-ed25519");
    }

    @Test
    void theNewestStableDebianForTheArchitectureIsTaken() {
        machine("web", Ec2Options.ARCHITECTURE, "arm64");
        assertThat(onlyInstance()).satisfies(instance -> {
            assertThat(instance.imageId()).isEqualTo("ami-0d130000000000003");
            assertThat(instance.instanceTypeAsString()).isEqualTo("t4g.small");
        });
    }

    @Test
    void theNewestLongTermUbuntuIsTakenAndItsUser() {
        DriverWorkbench machine = machine("web", Ec2Options.IMAGE, "ubuntu");
        assertThat(onlyInstance().imageId()).isEqualTo("ami-00240000000000001");
        assertThat(machine.driver().network().ssh().orElseThrow().user()).isEqualTo("ubuntu");
    }

    @Test
    void theRootVolumeIsAsAskedForAndTagged() {
        machine("web", Ec2Options.ROOT_SIZE, "20", Ec2Options.VOLUME_ENCRYPTED, "true");
        Volume volume = account.client().describeVolumes().volumes().get(0);
        assertThat(volume.size()).isEqualTo(20);
        assertThat(volume.encrypted()).isTrue();
        assertThat(volume.volumeTypeAsString()).isEqualTo("gp3");
        assertThat(volume.tags()).extracting(Tag::key).contains("jmachine-id", "jmachine-store");
    }

    @Test
    void aVolumeThatWasTakenOffTheInstanceGoesToo() {
        DriverWorkbench machine = machine("web");
        Tag id = onlyInstance().tags().stream()
                .filter(tag -> tag.key().equals("jmachine-id")).findFirst().orElseThrow();
        account.client().createVolume(request -> request.size(1).availabilityZone("eu-central-1a").tagSpecifications(
                TagSpecification.builder().resourceType(ResourceType.VOLUME).tags(id).build()));
        machine.driver().remove();
        assertThat(account.things()).isEmpty();
    }

    @Test
    void whatALostStoreHasMadeIsFoundByItsTags() {
        DriverWorkbench lost = machine("lost");
        assertThat(lost.driver().findOwned()).extracting(OwnedObject::kind)
                .contains("instance", "volume", "key pair").doesNotContain("security group");
        assertThat(lost.driver().findOwned()).filteredOn(thing -> thing.kind().equals("instance")).singleElement()
                .satisfies(thing -> assertThat(thing.machineName()).isEqualTo("lost"))
                .satisfies(thing -> assertThat(thing.id()).isEqualTo(onlyInstance().instanceId()));
    }

    @Test
    void aMachineThatAmazonForgotCanBeRemoved() {
        DriverWorkbench machine = machine("web");
        account.client().terminateInstances(request -> request.instanceIds(onlyInstance().instanceId()));
        assertThat(machine.driver().status()).isEqualTo(MachineState.NOT_FOUND);
        machine.driver().remove();
        assertThat(account.things()).isEmpty();
    }

    @Test
    void aRoleIsTakenOnAtSts() {
        try (FaultProxy sts = FaultProxy.before(moto.url())) {
            machine("web", Ec2Options.ASSUME_ROLE, "arn:aws:iam::123456789012:role/machines",
                    Ec2Options.STS_ENDPOINT, sts.url().toString()).driver().remove();
            assertThat(sts.calls()).isPositive();
        }
        // Moto has an account for each role, and so the machine was in another one.
        assertThat(account.things()).isEmpty();
        benches.clear();
    }
}
