package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.MachineException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** Asks Amazon for instances. */
final class InstanceSearch {
    private static final Filter ALIVE =
            Ownership.filter("instance-state-name", "pending", "running", "stopping", "stopped");

    private final Ec2Session ec2;

    InstanceSearch(Ec2Session ec2) {
        this.ec2 = ec2;
    }

    /** Return an instance; one that has ended is still known for an hour or so. */
    Optional<Instance> byId(String id) {
        try {
            return describe(DescribeInstancesRequest.builder().instanceIds(id).build()).stream().findFirst();
        } catch (MachineException e) {
            if (Ec2Failures.code(e).equals("InvalidInstanceID.NotFound")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Return the instances that have not ended and that a filter lets through. */
    List<Instance> alive(Filter which) {
        return describe(DescribeInstancesRequest.builder().filters(which, ALIVE).build());
    }

    private List<Instance> describe(DescribeInstancesRequest request) {
        return ec2.call("Asking Amazon for the instance", client -> client.describeInstances(request))
                .reservations().stream()
                .map(Reservation::instances)
                .flatMap(List::stream)
                .toList();
    }
}
