package dev.jmachine.driver.amazonec2;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** Looks at the provider itself, past the driver. */
final class MotoAccount implements AutoCloseable {
    private static final String LOOPBACK = "127.77.0.0/16";

    private final Ec2Client client;

    MotoAccount(URI server) {
        client = Ec2Client.builder()
                .endpointOverride(server)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    Ec2Client client() {
        return client;
    }

    /**
     * Make a network whose private addresses are in 127.0.0.0/8, and return its subnet. Moto gives public addresses
     * that belong to strangers: whatever logs in to a machine of it must do so at such a private one.
     */
    String loopbackSubnet() {
        String vpc = client.createVpc(request -> request.cidrBlock(LOOPBACK)).vpc().vpcId();
        return client.createSubnet(request -> request.vpcId(vpc).cidrBlock(LOOPBACK)).subnet().subnetId();
    }

    /** Return all that is there and was not before any machine. */
    List<String> things() {
        List<String> found = new ArrayList<>();
        instances().forEach(instance -> found.add(instance.instanceId()));
        client.describeKeyPairs().keyPairs().forEach(pair -> found.add("key pair " + pair.keyName()));
        groups().forEach(group -> found.add(group.groupId()));
        client.describeVolumes().volumes().forEach(volume -> found.add(volume.volumeId()));
        client.describeNetworkInterfaces().networkInterfaces().forEach(card -> found.add(card.networkInterfaceId()));
        client.describeAddresses().addresses().forEach(address -> found.add(address.publicIp()));
        client.describeSpotInstanceRequests().spotInstanceRequests()
                .forEach(request -> found.add(request.spotInstanceRequestId()));
        return found;
    }

    List<Instance> instances() {
        return client.describeInstances().reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> instance.state().name() != InstanceStateName.TERMINATED)
                .toList();
    }

    List<SecurityGroup> groups() {
        return client.describeSecurityGroups().securityGroups().stream()
                .filter(group -> !group.groupName().equals("default"))
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
