package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.UserData;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Says what instance is wanted. The same options and state give the same request, as Amazon asks for when a request is
 * sent again with its token.
 */
final class LaunchRequest {
    private static final int MOST_USER_DATA = 16 * 1024;
    private static final Set<String> VOLUME_TYPES = Set.of("gp2", "gp3", "io1", "io2", "standard");
    private static final Set<String> METADATA_TOKENS = Set.of("required", "optional");

    private final DriverContext context;
    private final DriverOptions options;

    LaunchRequest(DriverContext context) {
        this.context = context;
        this.options = context.options();
    }

    /** Check what is not chosen elsewhere. */
    void check() {
        String token = options.text(Ec2Options.METADATA_TOKEN);
        Require.that(METADATA_TOKENS.contains(token), Ec2Options.METADATA_TOKEN, token,
                "It is neither required nor optional.");
        checkVolume();
        number(Ec2Options.METADATA_HOP_LIMIT, 1, 64);
        number(Ec2Options.ROOT_SIZE, 1, 65_536);
        number(Ec2Options.VOLUME_IOPS, 0, 256_000);
        ownUserData();
        Tags.parse(options.text(Ec2Options.TAGS));
    }

    private void checkVolume() {
        String type = options.text(Ec2Options.VOLUME_TYPE);
        Require.that(VOLUME_TYPES.contains(type), Ec2Options.VOLUME_TYPE, type,
                "It is none of gp2, gp3, io1, io2 and standard, from which a machine can start.");
        Require.that(!type.startsWith("io") || options.number(Ec2Options.VOLUME_IOPS) > 0, Ec2Options.VOLUME_TYPE, type,
                "Volumes of this type need --" + Ec2Options.VOLUME_IOPS + ".");
    }

    private void number(String option, int least, int most) {
        int value = options.number(option);
        Require.that(value >= least && value <= most, option, Integer.toString(value),
                "It is a number from " + least + " to " + most + ".");
    }

    /** Return the request, with what is in the state. */
    RunInstancesRequest build() {
        DriverState state = context.state();
        RunInstancesRequest.Builder request = RunInstancesRequest.builder()
                .clientToken(state.text(StateKeys.CLIENT_TOKEN))
                .minCount(1).maxCount(1)
                .imageId(state.text(StateKeys.AMI))
                .instanceType(state.text(StateKeys.INSTANCE_TYPE))
                .keyName(state.text(StateKeys.KEY_NAME))
                .userData(userData())
                .networkInterfaces(network())
                .blockDeviceMappings(rootVolume())
                .metadataOptions(metadata())
                .monitoring(monitoring -> monitoring.enabled(options.flag(Ec2Options.MONITORING)))
                .tagSpecifications(tags());
        if (options.flag(Ec2Options.EBS_OPTIMIZED)) {
            request.ebsOptimized(true);
        }
        if (!options.text(Ec2Options.INSTANCE_PROFILE).isEmpty()) {
            request.iamInstanceProfile(instanceProfile());
        }
        if (options.flag(Ec2Options.SPOT)) {
            request.instanceMarketOptions(SpotRequests.terms(options));
        }
        return request.build();
    }

    private String userData() {
        byte[] data = UserData.of(context, context.state().text(StateKeys.SSH_USER), ownUserData())
                .getBytes(StandardCharsets.UTF_8);
        Require.that(data.length <= MOST_USER_DATA, Ec2Options.USER_DATA, options.text(Ec2Options.USER_DATA),
                "With jmachine's own it has " + data.length + " bytes, and Amazon takes " + MOST_USER_DATA + ".");
        return Base64.getEncoder().encodeToString(data);
    }

    private String ownUserData() {
        String file = options.text(Ec2Options.USER_DATA);
        try {
            return file.isEmpty() ? "" : Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT,
                    "Reading --" + Ec2Options.USER_DATA + " \"" + file + "\"", e.toString(), e);
        }
    }

    private InstanceNetworkInterfaceSpecification network() {
        InstanceNetworkInterfaceSpecification.Builder card = InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .deleteOnTermination(true)
                .subnetId(context.state().text(StateKeys.SUBNET))
                .groups(context.state().list(StateKeys.GROUP_IDS))
                .associatePublicIpAddress(!options.flag(Ec2Options.PRIVATE_ADDRESS_ONLY));
        return (options.flag(Ec2Options.IPV6) ? card.ipv6AddressCount(1) : card).build();
    }

    private BlockDeviceMapping rootVolume() {
        String key = options.text(Ec2Options.VOLUME_KEY);
        EbsBlockDevice.Builder volume = EbsBlockDevice.builder()
                .volumeSize(options.number(Ec2Options.ROOT_SIZE))
                .volumeType(options.text(Ec2Options.VOLUME_TYPE))
                .deleteOnTermination(true);
        if (options.number(Ec2Options.VOLUME_IOPS) > 0) {
            volume.iops(options.number(Ec2Options.VOLUME_IOPS));
        }
        if (options.flag(Ec2Options.VOLUME_ENCRYPTED) || !key.isEmpty()) {
            volume.encrypted(true).kmsKeyId(key.isEmpty() ? null : key);
        }
        return BlockDeviceMapping.builder()
                .deviceName(context.state().text(StateKeys.DEVICE_NAME)).ebs(volume.build()).build();
    }

    private InstanceMetadataOptionsRequest metadata() {
        return InstanceMetadataOptionsRequest.builder()
                .httpEndpoint("enabled")
                .httpTokens(options.text(Ec2Options.METADATA_TOKEN))
                .httpPutResponseHopLimit(options.number(Ec2Options.METADATA_HOP_LIMIT))
                .build();
    }

    private IamInstanceProfileSpecification instanceProfile() {
        String profile = options.text(Ec2Options.INSTANCE_PROFILE);
        IamInstanceProfileSpecification.Builder specification = IamInstanceProfileSpecification.builder();
        return (profile.startsWith("arn:") ? specification.arn(profile) : specification.name(profile)).build();
    }

    private List<TagSpecification> tags() {
        List<ResourceType> types = new ArrayList<>(
                List.of(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE));
        if (options.flag(Ec2Options.SPOT)) {
            types.add(ResourceType.SPOT_INSTANCES_REQUEST);
        }
        Ownership ownership = Ownership.of(context);
        return types.stream()
                .map(type -> ownership.machineTags(type, Tags.parse(options.text(Ec2Options.TAGS))))
                .toList();
    }
}
