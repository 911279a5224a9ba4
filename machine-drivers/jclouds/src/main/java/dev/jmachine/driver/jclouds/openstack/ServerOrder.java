package dev.jmachine.driver.jclouds.openstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableSet;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.cloud.UserData;
import dev.jmachine.driver.jclouds.Cloud;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jclouds.openstack.nova.v2_0.domain.BlockDeviceMapping;
import org.jclouds.openstack.nova.v2_0.options.CreateServerOptions;

/** Writes down what server is wanted. */
final class ServerOrder {
    private ServerOrder() {
    }

    /**
     * Return what to ask Nova for, beside name, image and flavor.
     *
     * @param groups names or ids of security groups
     * @param image the image's id, from which a volume is made when it boots from one
     */
    static CreateServerOptions of(
            DriverContext context, List<String> networks, List<String> groups, String image) {
        DriverState settings = context.state();
        CreateServerOptions order = new CreateServerOptions()
                .metadata(metadata(context))
                .userData(userData(context).getBytes(UTF_8))
                .configDrive(settings.flag(OpenStackSettings.CONFIG_DRIVE))
                .networks(networks)
                .securityGroupNames(groups);
        if (!settings.text(OpenStackSettings.AVAILABILITY_ZONE).isEmpty()) {
            order.availabilityZone(settings.text(OpenStackSettings.AVAILABILITY_ZONE));
        }
        if (!settings.text(OpenStackSettings.KEY_PAIR).isEmpty()) {
            order.keyPairName(settings.text(OpenStackSettings.KEY_PAIR));
        }
        int volume = (int) settings.number(OpenStackSettings.ROOT_VOLUME_SIZE, 0);
        if (volume > 0) {
            order.blockDeviceMappings(ImmutableSet.of(rootVolume(volume, image)));
        }
        return order;
    }

    private static BlockDeviceMapping rootVolume(int size, String image) {
        return BlockDeviceMapping.builder()
                .uuid(image).sourceType("image").destinationType("volume").bootIndex(0)
                .volumeSize(size)
                .deleteOnTermination(true)
                .build();
    }

    private static String userData(DriverContext context) {
        return UserData.of(context, context.state().text(SshAccess.USER),
                OpenStackSettings.content(context.state().text(OpenStackSettings.USER_DATA_FILE)));
    }

    private static Map<String, String> metadata(DriverContext context) {
        Map<String, String> metadata = new LinkedHashMap<>();
        List<String> words = OpenStackSettings.split(context.state().text(OpenStackSettings.METADATA));
        for (int i = 0; i + 1 < words.size(); i += 2) {
            metadata.put(words.get(i), words.get(i + 1));
        }
        metadata.put(Cloud.MACHINE_TAG, context.machineId());
        return metadata;
    }
}
