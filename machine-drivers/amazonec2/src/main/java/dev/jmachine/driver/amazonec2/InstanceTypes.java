package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverOptions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;

/** Knows what instance types there are in the region. */
final class InstanceTypes {
    static final String ARM = "arm64";
    private static final List<String> ARCHITECTURES = List.of("x86_64", ARM);

    private final Ec2Session ec2;

    InstanceTypes(Ec2Session ec2) {
        this.ec2 = ec2;
    }

    /** Return the instance type that is wanted. */
    static String wanted(DriverOptions options) {
        String architecture = options.text(Ec2Options.ARCHITECTURE);
        Require.that(architecture.isEmpty() || ARCHITECTURES.contains(architecture),
                Ec2Options.ARCHITECTURE, architecture, "It is neither x86_64 nor arm64.");
        String type = options.text(Ec2Options.INSTANCE_TYPE);
        Require.that(type.matches("([a-z0-9-]+\\.[a-z0-9-]+)?"), Ec2Options.INSTANCE_TYPE, type,
                "It is not the name of an instance type.");
        return !type.isEmpty() ? type : architecture.equals(ARM) ? "t4g.small" : "t3.small";
    }

    /** Return the architecture of a type: the one wanted, or the first that it has of those that we know. */
    String architecture(String type, String wanted) {
        List<String> offered = ec2.call("Looking for the instance type " + type, client -> client
                        .describeInstanceTypes(request -> request.instanceTypesWithStrings(type)))
                .instanceTypes().stream()
                .flatMap(found -> found.processorInfo().supportedArchitecturesAsStrings().stream())
                .filter(ARCHITECTURES::contains)
                .toList();
        if (offered.isEmpty()) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Looking for the instance type " + type,
                    "The region " + ec2.settings().region() + " has none of that name that Linux images are for.");
        }
        Require.that(wanted.isEmpty() || offered.contains(wanted), Ec2Options.ARCHITECTURE, wanted,
                "The instance type " + type + " is " + String.join(" or ", offered) + ".");
        return wanted.isEmpty() ? offered.get(0) : wanted;
    }

    /** Return the zones that offer a type. */
    Set<String> zones(String type) {
        return ec2.call("Looking for the zones that offer " + type, client -> client
                        .describeInstanceTypeOfferings(request -> request
                                .locationType(LocationType.AVAILABILITY_ZONE)
                                .filters(Ownership.filter("instance-type", type))))
                .instanceTypeOfferings().stream()
                .map(InstanceTypeOffering::location)
                .collect(Collectors.toSet());
    }
}
