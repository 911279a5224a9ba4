package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.jclouds.Cloud;
import dev.jmachine.driver.jclouds.CloudProvider;
import dev.jmachine.driver.jclouds.Settings;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.time.Duration;
import java.util.Map;

/** CloudStack for the adapter. */
final class CloudStackProvider implements CloudProvider {
    private static final long DEFAULT_TIMEOUT = 300;

    @Override
    public String idKey() {
        return CloudStackSettings.ID;
    }

    @Override
    public Map<String, Object> settings(DriverContext context) {
        return CloudStackSettings.of(context.options());
    }

    @Override
    public Duration patience(DriverContext context) {
        return patience(Settings.of(context.state()));
    }

    private static Duration patience(Settings settings) {
        long seconds = settings.number(CloudStackSettings.JOB_TIMEOUT);
        return Duration.ofSeconds(seconds > 0 ? seconds : DEFAULT_TIMEOUT);
    }

    @Override
    public void require(DriverOptions options) {
        CloudStackSettings.require(options);
    }

    @Override
    public Cloud open(DriverContext context, boolean saved) {
        Settings settings = saved ? Settings.of(context.state()) : Settings.of(settings(context));
        CloudStackSettings.requireUrl(settings.text(CloudStackSettings.API_URL));
        String apiKey = key(context, CloudStackOptions.API_KEY, "CLOUDSTACK_API_KEY", CloudStackSettings.API_KEY);
        String secretKey =
                key(context, CloudStackOptions.SECRET_KEY, "CLOUDSTACK_SECRET_KEY", CloudStackSettings.SECRET_KEY);
        return new CloudStackCloud(context, settings, new Account(
                settings.text(CloudStackSettings.API_URL), apiKey, secretKey, patience(settings)));
    }

    /** Keys are not kept; docker-machine's plug-in keeps them in the state of its machines. */
    private static String key(DriverContext context, String option, String variable, String stateKey) {
        String given = context.secret(option);
        String key = given.isEmpty() ? context.state().text(stateKey) : given;
        if (key.isEmpty()) {
            throw new MachineException(ErrorCode.AUTHENTICATION, "Signing requests to CloudStack",
                    "There is no key for it: set " + variable + ", or give --" + option
                            + " when the machine is made.");
        }
        return key;
    }
}
