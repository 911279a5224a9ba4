package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.jclouds.Cloud;
import dev.jmachine.driver.jclouds.CloudProvider;
import dev.jmachine.driver.jclouds.Settings;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.time.Duration;
import java.util.Map;

/** OpenStack for the adapter. */
final class OpenStackProvider implements CloudProvider {
    static final String ID = "MachineId";
    /** No server changes sooner, and to tell of one is work for Nova, which asks Neutron. */
    static final Duration BEFORE_LOOKING = Duration.ofSeconds(1);
    /** docker-machine writes nothing where its default holds. */
    private static final long DEFAULT_TIMEOUT = 200;

    @Override
    public String idKey() {
        return ID;
    }

    @Override
    public Map<String, Object> settings(DriverContext context) {
        return OpenStackSettings.of(context);
    }

    @Override
    public Duration patience(DriverContext context) {
        return activeTimeout(context);
    }

    @Override
    public Duration beforeLooking() {
        return BEFORE_LOOKING;
    }

    static Duration activeTimeout(DriverContext context) {
        long seconds = context.state().number(OpenStackSettings.ACTIVE_TIMEOUT, 0);
        return Duration.ofSeconds(seconds > 0 ? seconds : DEFAULT_TIMEOUT);
    }

    @Override
    public void require(DriverOptions options) {
        OpenStackSettings.require(options);
    }

    @Override
    public Cloud open(DriverContext context, boolean saved) {
        Settings settings = saved ? Settings.of(context.state()) : Settings.of(OpenStackSettings.of(context));
        Login login = new KeystoneLogin(settings, password(context));
        return new OpenStackCloud(context, settings, new Account(login, settings.text(OpenStackSettings.REGION)));
    }

    /** The password is not kept; docker-machine keeps it in the state of its machines. */
    private static String password(DriverContext context) {
        String given = context.secret(OpenStackOptions.PASSWORD);
        String password = given.isEmpty() ? context.state().text(OpenStackSettings.PASSWORD) : given;
        if (password.isEmpty()) {
            throw new MachineException(ErrorCode.AUTHENTICATION, "Logging in to OpenStack",
                    "There is no password: set OS_PASSWORD, or give --" + OpenStackOptions.PASSWORD
                            + " when the machine is made.");
        }
        return password;
    }
}
