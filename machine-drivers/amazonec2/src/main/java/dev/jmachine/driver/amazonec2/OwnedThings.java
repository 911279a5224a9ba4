package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.OwnedObject;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SpotInstanceRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Lists what this library has made in a region, for whatever store, by its tags. */
final class OwnedThings {
    private static final Filter OF_A_MACHINE = Ownership.filter("tag-key", Ownership.MACHINE_TAG);
    private static final Filter OF_A_STORE = Ownership.filter("tag-key", Ownership.STORE_TAG);

    private final Ec2Session ec2;
    private final List<OwnedObject> found = new ArrayList<>();

    OwnedThings(Ec2Session ec2) {
        this.ec2 = ec2;
    }

    /** Return everything; a security group only when nothing is in it. */
    List<OwnedObject> list() {
        listInstances();
        listVolumes();
        listCards();
        listSpotRequests();
        listKeyPairs();
        listGroups();
        return List.copyOf(found);
    }

    private void add(String kind, String id, List<Tag> tags) {
        found.add(new OwnedObject(kind, id, value(tags, Ownership.MACHINE_TAG), value(tags, "Name")));
    }

    private static String value(List<Tag> tags, String key) {
        return tags.stream().filter(tag -> tag.key().equals(key)).map(Tag::value).findFirst().orElse("");
    }

    private void listInstances() {
        for (Instance instance : new InstanceSearch(ec2).alive(OF_A_MACHINE)) {
            add("instance", instance.instanceId(), instance.tags());
        }
    }

    private void listVolumes() {
        for (Volume volume : ec2.call("Looking for volumes",
                client -> client.describeVolumes(request -> request.filters(OF_A_MACHINE))).volumes()) {
            add("volume", volume.volumeId(), volume.tags());
        }
    }

    private void listCards() {
        for (NetworkInterface card : ec2.call("Looking for network interfaces", client -> client
                .describeNetworkInterfaces(request -> request.filters(OF_A_MACHINE))).networkInterfaces()) {
            add("network interface", card.networkInterfaceId(), card.tagSet());
        }
    }

    private void listSpotRequests() {
        for (SpotInstanceRequest request : ec2.call("Looking for spot requests", client -> client
                .describeSpotInstanceRequests(which -> which.filters(OF_A_MACHINE, SpotRequests.ALIVE)))
                .spotInstanceRequests()) {
            add("spot request", request.spotInstanceRequestId(), request.tags());
        }
    }

    private void listKeyPairs() {
        for (KeyPairInfo pair : ec2.call("Looking for key pairs",
                client -> client.describeKeyPairs(request -> request.filters(OF_A_MACHINE))).keyPairs()) {
            add("key pair", pair.keyName(), pair.tags());
        }
    }

    private void listGroups() {
        for (SecurityGroup group : ec2.call("Looking for security groups", client -> client
                .describeSecurityGroups(request -> request.filters(OF_A_STORE))).securityGroups()) {
            if (new NetworkCards(ec2, "").in(group.groupId()).isEmpty()) {
                add("security group", group.groupId(), group.tags());
            }
        }
    }
}
