package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.DriverOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The machine's settings under the keys of the plug-in's state, and what its options must be for them. */
final class CloudStackSettings {
    static final String ID = "Id";
    static final String API_URL = "ApiURL";
    static final String API_KEY = "ApiKey";
    static final String SECRET_KEY = "SecretKey";
    static final String JOB_TIMEOUT = "JobTimeOut";
    static final String ROOT_DISK_SIZE = "RootDiskSize";
    static final String USE_PRIVATE_ADDRESS = "UsePrivateIP";
    static final String USE_PORT_FORWARD = "UsePortForward";
    static final String PUBLIC_IP = "PublicIP";
    static final String OWN_PUBLIC_IP = "DisassociatePublicIP";
    static final String NETWORKS = "Network";
    static final String NETWORK_IDS = "NetworkID";
    static final String CIDRS = "CIDRList";
    static final String SECURITY_GROUPS = "SecurityGroups";
    static final String USER_DATA_FILE = "UserDataFile";
    static final String TAGS = "Tags";
    static final String EXPUNGE = "Expunge";
    /** Whether the machine is reached at a public address that CloudStack translates, and not at its own. */
    static final String BEHIND_NAT = "BehindNAT";

    private static final List<String> ANYWHERE = List.of("0.0.0.0/0");

    private CloudStackSettings() {
    }

    /** Read the options. */
    static Map<String, Object> of(DriverOptions options) {
        Map<String, Object> values = new HashMap<>();
        values.put(API_URL, options.text(CloudStackOptions.API_URL));
        values.put(JOB_TIMEOUT, options.number(CloudStackOptions.TIMEOUT));
        for (Catalog.Kind kind : Catalog.Kind.values()) {
            values.put(kind.nameKey(), options.text(kind.nameOption()));
            values.put(kind.idKey(), options.text(kind.idOption()));
        }
        values.put(ROOT_DISK_SIZE, options.number(CloudStackOptions.ROOT_DISK_SIZE));
        values.put(TAGS, options.list(CloudStackOptions.RESOURCE_TAG));
        values.put(EXPUNGE, options.flag(CloudStackOptions.EXPUNGE));
        String userData = options.text(CloudStackOptions.USER_DATA_FILE);
        values.put(USER_DATA_FILE, userData.isEmpty() ? "" : OptionFiles.path(userData).toString());
        values.put(SshAccess.USER, options.text(CloudStackOptions.SSH_USER));
        network(options, values);
        return values;
    }

    private static void network(DriverOptions options, Map<String, Object> values) {
        values.put(NETWORKS, options.list(CloudStackOptions.NETWORK));
        values.put(NETWORK_IDS, options.list(CloudStackOptions.NETWORK_ID));
        values.put(USE_PRIVATE_ADDRESS, options.flag(CloudStackOptions.USE_PRIVATE_ADDRESS));
        values.put(USE_PORT_FORWARD, options.flag(CloudStackOptions.USE_PORT_FORWARD));
        values.put(PUBLIC_IP, options.text(CloudStackOptions.PUBLIC_IP));
        values.put(OWN_PUBLIC_IP, options.text(CloudStackOptions.PUBLIC_IP).isEmpty());
        List<String> networks = options.list(CloudStackOptions.CIDR);
        values.put(CIDRS, networks.isEmpty() ? ANYWHERE : networks);
        values.put(SECURITY_GROUPS, options.list(CloudStackOptions.SECURITY_GROUP));
    }

    /** Refuse options that contradict one another, or lack what nothing can be done without. */
    static void require(DriverOptions options) {
        for (Catalog.Kind kind : Catalog.Kind.values()) {
            boolean named = !options.text(kind.nameOption()).isEmpty();
            boolean known = !options.text(kind.idOption()).isEmpty();
            refuse(named && known, kind.nameOption(), "Give the " + kind.words() + " by its name or its id, not both.");
            refuse(!named && !known && kind.required(), kind.nameOption(),
                    "CloudStack needs it, or --" + kind.idOption() + ".");
        }
        boolean named = !options.list(CloudStackOptions.NETWORK).isEmpty();
        refuse(named && !options.list(CloudStackOptions.NETWORK_ID).isEmpty(), CloudStackOptions.NETWORK,
                "Give networks by their names or their ids, not both.");
        boolean privately = options.flag(CloudStackOptions.USE_PRIVATE_ADDRESS);
        refuse(privately && options.flag(CloudStackOptions.USE_PORT_FORWARD), CloudStackOptions.USE_PORT_FORWARD,
                "A machine that is reached at its private address needs no forwarded ports.");
        refuse(privately && !options.text(CloudStackOptions.PUBLIC_IP).isEmpty(), CloudStackOptions.PUBLIC_IP,
                "A machine that is reached at its private address needs no public one.");
        refuse(options.list(CloudStackOptions.RESOURCE_TAG).stream().anyMatch(tag -> !tag.matches("[^:]+:.+")),
                CloudStackOptions.RESOURCE_TAG, "A tag is a key, a colon and a value.");
        refuse(options.number(CloudStackOptions.ROOT_DISK_SIZE) < 0, CloudStackOptions.ROOT_DISK_SIZE,
                "A disk has a size above 0.");
        SshAccess.requireUser(CloudStackOptions.SSH_USER, options.text(CloudStackOptions.SSH_USER));
    }

    /** Refuse what is no URL of an API. */
    static void requireUrl(String text) {
        refuse(text.isEmpty(), CloudStackOptions.API_URL, "CloudStack needs it, or CLOUDSTACK_API_URL.");
        refuse(!isUrl(text), CloudStackOptions.API_URL, "\"" + text + "\" is no URL, such as https://HOST/client/api.");
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            return List.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null && uri.getQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static void refuse(boolean bad, String option, String why) {
        if (bad) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the option --" + option, why);
        }
    }
}
