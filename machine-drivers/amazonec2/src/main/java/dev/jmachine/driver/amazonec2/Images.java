package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;

/** Finds the image to start from. */
final class Images {
    private final Ec2Session ec2;

    Images(Ec2Session ec2) {
        this.ec2 = ec2;
    }

    /** Return the image given by its id. */
    Image given(String id) {
        return describe("Looking for the image " + id, DescribeImagesRequest.builder().imageIds(id).build())
                .stream().findFirst()
                .orElseThrow(() -> missing("Looking for the image " + id, "There is none in this region."));
    }

    /** Return the newest image of a distribution. */
    Image newest(Distribution distribution, String architecture) {
        String region = ec2.settings().region();
        String activity = "Looking for the newest image of " + distribution + " for " + architecture + " in " + region;
        String owner = distribution.owner(partition(region))
                .orElseThrow(() -> missing(activity, "It is not published there. Give one with --"
                        + Ec2Options.AMI + "."));
        DescribeImagesRequest request = DescribeImagesRequest.builder()
                .owners(owner)
                .filters(Ownership.filter("name", distribution.pattern(architecture)),
                        Ownership.filter("architecture", architecture),
                        Ownership.filter("state", "available"),
                        Ownership.filter("root-device-type", "ebs"))
                .build();
        return describe(activity, request).stream()
                .filter(image -> distribution.release(image.name(), architecture).isPresent())
                .max(Comparator.comparing((Image image) -> distribution.release(image.name(), architecture).get())
                        .thenComparing(Image::creationDate))
                .orElseThrow(() -> missing(activity, "The publisher (account " + owner + ") shows none."));
    }

    private static String partition(String region) {
        return Region.of(region).metadata() == null ? "aws" : Region.of(region).metadata().partition().id();
    }

    private List<Image> describe(String activity, DescribeImagesRequest request) {
        return ec2.call(activity, client -> client.describeImages(request)).images();
    }

    private static MachineException missing(String activity, String problem) {
        return new MachineException(ErrorCode.IMAGE, activity, problem);
    }

    /** Check that a machine of such an instance type and such a disk can start from the image. */
    static void require(Image image, String architecture, int rootSize) {
        String activity = "Checking the image " + image.imageId();
        if (image.state() != ImageState.AVAILABLE) {
            throw missing(activity, "It is not available, but " + image.stateAsString() + ".");
        }
        if (!architecture.equals(image.architectureAsString())) {
            throw missing(activity, "It is for " + image.architectureAsString() + ", the instance type is "
                    + architecture + ". Give another with --" + Ec2Options.AMI + " or --"
                    + Ec2Options.INSTANCE_TYPE + ".");
        }
        rootVolume(image).ifPresent(least -> Require.that(least <= rootSize, Ec2Options.ROOT_SIZE,
                Integer.toString(rootSize), "The image " + image.imageId() + " needs " + least + " GiB at least."));
    }

    private static Optional<Integer> rootVolume(Image image) {
        return image.blockDeviceMappings().stream()
                .filter(device -> device.deviceName() != null && device.deviceName().equals(image.rootDeviceName()))
                .filter(device -> device.ebs() != null && device.ebs().volumeSize() != null)
                .map(device -> device.ebs().volumeSize())
                .findFirst();
    }
}
