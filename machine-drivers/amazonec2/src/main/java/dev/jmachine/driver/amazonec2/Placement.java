package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;

/**
 * Where a machine is put.
 *
 * @param vpc its VPC
 * @param subnet its subnet
 * @param zone its zone
 */
record Placement(String vpc, String subnet, String zone) {
    private static final String ACTIVITY = "Looking for a subnet";

    /** Choose, by what the options leave open. */
    static Placement choose(Ec2Session ec2, DriverOptions options, String instanceType) {
        String zone = zone(options.text(Ec2Options.ZONE), ec2.settings().region());
        Subnet subnet = options.text(Ec2Options.SUBNET).isEmpty()
                ? search(ec2, options.text(Ec2Options.VPC), zone, instanceType)
                : given(ec2, options.text(Ec2Options.SUBNET));
        requireFits(subnet, options.text(Ec2Options.VPC), zone);
        return new Placement(subnet.vpcId(), subnet.subnetId(), subnet.availabilityZone());
    }

    /** docker-machine takes the letter alone. */
    private static String zone(String given, String region) {
        Require.that(given.matches("([a-z]|[a-z0-9-]{4,40})?"), Ec2Options.ZONE, given, "It is not a zone, such as a.");
        return given.length() == 1 ? region + given : given;
    }

    private static Subnet given(Ec2Session ec2, String id) {
        return ec2.call("Looking for the subnet " + id, client -> client
                .describeSubnets(request -> request.subnetIds(id))).subnets().get(0);
    }

    private static void requireFits(Subnet subnet, String vpc, String zone) {
        Require.that(vpc.isEmpty() || vpc.equals(subnet.vpcId()), Ec2Options.SUBNET, subnet.subnetId(),
                "It is not in the VPC " + vpc + ", but in " + subnet.vpcId() + ".");
        Require.that(zone.isEmpty() || zone.equals(subnet.availabilityZone()), Ec2Options.SUBNET, subnet.subnetId(),
                "It is not in the zone " + zone + ", but in " + subnet.availabilityZone() + ".");
    }

    private static Subnet search(Ec2Session ec2, String givenVpc, String zone, String instanceType) {
        String vpc = givenVpc.isEmpty() ? defaultVpc(ec2) : givenVpc;
        List<Filter> filters = new ArrayList<>(List.of(
                Ownership.filter("vpc-id", vpc), Ownership.filter("state", "available")));
        if (!zone.isEmpty()) {
            filters.add(Ownership.filter("availability-zone", zone));
        }
        List<Subnet> subnets = ec2.call(ACTIVITY + " in " + vpc,
                client -> client.describeSubnets(request -> request.filters(filters))).subnets();
        if (subnets.isEmpty()) {
            throw new MachineException(ErrorCode.PRECREATE_CHECK_FAILED, ACTIVITY, "The VPC " + vpc + " has none"
                    + (zone.isEmpty() ? "" : " in the zone " + zone) + ". Give one with --" + Ec2Options.SUBNET + ".");
        }
        Set<String> zones = new InstanceTypes(ec2).zones(instanceType);
        return subnets.stream()
                .filter(subnet -> zones.contains(subnet.availabilityZone()))
                .min(Comparator.comparing((Subnet subnet) -> !Boolean.TRUE.equals(subnet.defaultForAz()))
                        .thenComparing(Subnet::availabilityZone).thenComparing(Subnet::subnetId))
                .orElseThrow(() -> new MachineException(ErrorCode.PRECREATE_CHECK_FAILED, ACTIVITY,
                        "No zone with a subnet of the VPC " + vpc + " offers " + instanceType + "."));
    }

    private static String defaultVpc(Ec2Session ec2) {
        return ec2.call("Looking for the default VPC", client -> client
                        .describeVpcs(request -> request.filters(Ownership.filter("is-default", "true"))))
                .vpcs().stream().findFirst().map(Vpc::vpcId)
                .orElseThrow(() -> new MachineException(ErrorCode.PRECREATE_CHECK_FAILED,
                        "Looking for the default VPC", "The region " + ec2.settings().region()
                                + " has none. Give one with --" + Ec2Options.VPC + "."));
    }

    /** Return the ranges of addresses within the VPC. */
    List<String> addressRanges(Ec2Session ec2) {
        Vpc found = ec2.call("Looking for the VPC " + vpc,
                client -> client.describeVpcs(request -> request.vpcIds(vpc))).vpcs().get(0);
        List<String> ranges = found.cidrBlockAssociationSet().stream()
                .map(VpcCidrBlockAssociation::cidrBlock).toList();
        return ranges.isEmpty() ? List.of(found.cidrBlock()) : ranges;
    }
}
