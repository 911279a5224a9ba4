package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.driver.jclouds.Cloud;
import dev.jmachine.driver.jclouds.CloudProvider;
import dev.jmachine.driver.jclouds.Settings;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rackspace's cloud servers for the adapter: Nova behind a login of Rackspace's own, without the network API. */
final class RackspaceProvider implements CloudProvider {
    private static final int IPV4 = 4;

    @Override
    public String idKey() {
        return OpenStackProvider.ID;
    }

    @Override
    public Map<String, Object> settings(DriverContext context) {
        DriverOptions options = context.options();
        Map<String, Object> values = new HashMap<>();
        values.put(OpenStackSettings.AUTH_URL, options.text(RackspaceOptions.IDENTITY_URL));
        values.put(OpenStackSettings.USERNAME, options.text(RackspaceOptions.USERNAME));
        values.put(OpenStackSettings.REGION, options.text(RackspaceOptions.REGION));
        values.put(OpenStackSettings.IMAGE_ID, options.text(RackspaceOptions.IMAGE_ID));
        values.put(OpenStackSettings.FLAVOR_ID, options.text(RackspaceOptions.FLAVOR_ID));
        values.put(OpenStackSettings.IP_VERSION, IPV4);
        // Rackspace hands over user data on a drive only.
        values.put(OpenStackSettings.CONFIG_DRIVE, true);
        values.put(OpenStackSettings.ACTIVE_TIMEOUT, options.number(RackspaceOptions.ACTIVE_TIMEOUT));
        values.put(SshAccess.USER, options.text(RackspaceOptions.SSH_USER));
        values.put(SshAccess.PORT, options.number(RackspaceOptions.SSH_PORT));
        return values;
    }

    @Override
    public Duration patience(DriverContext context) {
        return OpenStackProvider.activeTimeout(context);
    }

    @Override
    public Duration beforeLooking() {
        return OpenStackProvider.BEFORE_LOOKING;
    }

    @Override
    public void require(DriverOptions options) {
        for (String option : List.of(RackspaceOptions.USERNAME, RackspaceOptions.REGION, RackspaceOptions.IMAGE_ID,
                RackspaceOptions.FLAVOR_ID)) {
            if (options.text(option).isEmpty()) {
                throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the options",
                        "Rackspace needs it: give --" + option + ".");
            }
        }
        if (!options.text(RackspaceOptions.ENDPOINT_TYPE).equals("publicURL")) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT,
                    "Reading the option --" + RackspaceOptions.ENDPOINT_TYPE,
                    "jclouds, by which this driver works, finds public endpoints only.");
        }
    }

    @Override
    public Cloud open(DriverContext context, boolean saved) {
        Settings settings = saved ? Settings.of(context.state()) : Settings.of(settings(context));
        Login login = new RackspaceLogin(settings, apiKey(context));
        return new OpenStackCloud(context, settings, new Account(login, settings.text(OpenStackSettings.REGION)));
    }

    private static String apiKey(DriverContext context) {
        String given = context.secret(RackspaceOptions.API_KEY);
        String key = given.isEmpty() ? context.state().text("APIKey") : given;
        if (key.isEmpty()) {
            throw new MachineException(ErrorCode.AUTHENTICATION, "Logging in to Rackspace",
                    "There is no API key: set OS_API_KEY, or give --" + RackspaceOptions.API_KEY
                            + " when the machine is made.");
        }
        return key;
    }
}
