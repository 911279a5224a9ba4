package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * What was chosen for a machine where the options leave it open, so that creation goes on with the same after a crash.
 *
 * @param instanceType its instance type
 * @param image what it starts from
 * @param device the root device's name
 * @param placement where it is put
 * @param user whom to log in as
 * @param allowFrom the ranges that may reach SSH and the engine
 */
record MachineChoice(
        String instanceType, String image, String device, Placement placement, String user, List<String> allowFrom) {

    MachineChoice {
        allowFrom = List.copyOf(allowFrom);
    }

    /** Choose; asks Amazon, makes nothing. */
    static MachineChoice of(Ec2Session ec2, DriverContext context) {
        DriverOptions options = context.options();
        String type = InstanceTypes.wanted(options);
        String architecture = new InstanceTypes(ec2).architecture(type, options.text(Ec2Options.ARCHITECTURE));
        Image image = image(new Images(ec2), options, architecture);
        Images.require(image, architecture, options.number(Ec2Options.ROOT_SIZE));
        Placement placement = Placement.choose(ec2, options, type);
        String device = options.text(Ec2Options.DEVICE_NAME);
        return new MachineChoice(type, image.imageId(), device.isEmpty() ? image.rootDeviceName() : device,
                placement, user(options, image), allowFrom(ec2, context, placement));
    }

    private static Image image(Images images, DriverOptions options, String architecture) {
        String given = options.text(Ec2Options.AMI);
        Require.that(given.matches("(ami-[0-9a-f]{8,17})?"), Ec2Options.AMI, given, "It is not an image's id.");
        return given.isEmpty()
                ? images.newest(Distribution.of(options.text(Ec2Options.IMAGE)), architecture)
                : images.given(given);
    }

    private static String user(DriverOptions options, Image image) {
        String given = options.text(Ec2Options.SSH_USER);
        Require.that(given.matches("([a-z_][a-z0-9_-]{0,31})?"), Ec2Options.SSH_USER, given,
                "It is not a user's name.");
        return given.isEmpty() ? Distribution.userOf(image.name()) : given;
    }

    private static List<String> allowFrom(Ec2Session ec2, DriverContext context, Placement placement) {
        DriverOptions options = context.options();
        List<String> given = options.list(Ec2Options.ALLOW_FROM);
        if (!given.isEmpty() || options.flag(Ec2Options.SECURITY_GROUP_READONLY)) {
            return given.stream().map(AddressRange::of).toList();
        }
        Reach reach = Reach.of(context);
        return reach == Reach.PRIVATE ? placement.addressRanges(ec2)
                : List.of(CallerAddress.range(options.text(Ec2Options.ADDRESS_SERVICE), reach == Reach.IPV6));
    }

    /** Return what is to be saved. */
    Map<String, Object> toState() {
        Map<String, Object> values = new HashMap<>();
        values.put(StateKeys.INSTANCE_TYPE, instanceType);
        values.put(StateKeys.AMI, image);
        values.put(StateKeys.DEVICE_NAME, device);
        values.put(StateKeys.VPC, placement.vpc());
        values.put(StateKeys.SUBNET, placement.subnet());
        values.put(StateKeys.ZONE, placement.zone());
        values.put(StateKeys.SSH_USER, user);
        values.put(StateKeys.ALLOW_FROM, allowFrom);
        return values;
    }

    /** Return what is to be saved of the options that later calls need. */
    static Map<String, Object> optionsToState(DriverContext context) {
        DriverOptions options = context.options();
        Map<String, Object> values = new HashMap<>();
        String keyPair = options.text(Ec2Options.KEY_PAIR);
        String keyFile = options.text(Ec2Options.SSH_KEY_PATH);
        values.put(StateKeys.KEY_NAME, keyPair.isEmpty() ? Ownership.of(context).keyName() : keyPair);
        values.put(StateKeys.EXISTING_KEY, !keyPair.isEmpty());
        if (!keyFile.isEmpty()) {
            values.put(StateKeys.KEY_PATH, context.keepKey(Path.of(keyFile)).toString());
        }
        values.put(StateKeys.SSH_PORT, options.number(Ec2Options.SSH_PORT));
        values.put(StateKeys.IPV6, options.flag(Ec2Options.IPV6));
        values.put(StateKeys.SPOT, options.flag(Ec2Options.SPOT));
        values.put(StateKeys.PRIVATE_ADDRESS_ONLY, options.flag(Ec2Options.PRIVATE_ADDRESS_ONLY));
        values.put(StateKeys.USE_PRIVATE_ADDRESS, Reach.usesPrivateAddress(context));
        return values;
    }
}
