package dev.jmachine.driver.jclouds.cloudstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.cloud.UserData;
import dev.jmachine.driver.jclouds.OwnedName;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down what virtual machine is wanted. */
final class ServerOrder {
    private static final int LONGEST_HOST_NAME = 63;

    private ServerOrder() {
    }

    /**
     * Return the parameters of {@code deployVirtualMachine}.
     *
     * @param groups the ids of its security groups
     */
    static Map<String, String> of(DriverContext context, Catalog catalog, List<GuestNetwork> networks,
            List<String> groups) {
        DriverState settings = context.state();
        Map<String, String> order = new HashMap<>(catalog.project());
        order.put("zoneid", catalog.id(Catalog.Kind.ZONE));
        order.put("templateid", catalog.id(Catalog.Kind.TEMPLATE));
        order.put("serviceofferingid", catalog.id(Catalog.Kind.OFFERING));
        order.put("name", hostName(context.machineName()));
        order.put("displayname", OwnedName.of(context).toString());
        order.put("userdata", Base64.getEncoder().encodeToString(userData(context).getBytes(UTF_8)));
        if (!networks.isEmpty()) {
            order.put("networkids", String.join(",", networks.stream().map(GuestNetwork::id).toList()));
        }
        if (!groups.isEmpty()) {
            order.put("securitygroupids", String.join(",", groups));
        }
        long disk = settings.number(CloudStackSettings.ROOT_DISK_SIZE, 0);
        if (disk > 0) {
            order.put("rootdisksize", Long.toString(disk));
        }
        return order;
    }

    /** Return what of a machine's name CloudStack takes for a host's: letters, digits and dashes, a letter first. */
    static String hostName(String machine) {
        String label = machine.replaceAll("[^A-Za-z0-9-]", "-").replaceFirst("^(?![A-Za-z])", "m");
        return label.substring(0, Math.min(LONGEST_HOST_NAME, label.length())).replaceFirst("-+$", "");
    }

    private static String userData(DriverContext context) {
        return UserData.of(context, context.state().text(SshAccess.USER), OptionFiles.read(
                CloudStackOptions.USER_DATA_FILE, context.state().text(CloudStackSettings.USER_DATA_FILE)));
    }
}
