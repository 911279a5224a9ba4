package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.driver.jclouds.OwnedName;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The machine's settings under the keys of docker-machine's state, and what its options must be for them. */
final class OpenStackSettings {
    static final String AUTH_URL = "AuthUrl";
    static final String INSECURE = "Insecure";
    static final String CA_CERT = "CaCert";
    static final String DOMAIN_NAME = "DomainName";
    static final String DOMAIN_ID = "DomainID";
    static final String PROJECT_DOMAIN_NAME = "ProjectDomainName";
    static final String USERNAME = "Username";
    static final String PASSWORD = "Password";
    static final String TENANT_NAME = "TenantName";
    static final String TENANT_ID = "TenantId";
    static final String REGION = "Region";
    static final String AVAILABILITY_ZONE = "AvailabilityZone";
    static final String FLAVOR_ID = "FlavorId";
    static final String FLAVOR_NAME = "FlavorName";
    static final String IMAGE_ID = "ImageId";
    static final String IMAGE_NAME = "ImageName";
    static final String KEY_PAIR = "KeyPairName";
    static final String NETWORK_ID = "NetworkId";
    static final String NETWORK_NAME = "NetworkName";
    static final String SECURITY_GROUPS = "SecurityGroups";
    static final String OWN_GROUP = "OwnSecurityGroup";
    static final String FLOATING_POOL = "FloatingIpPool";
    static final String IP_VERSION = "IpVersion";
    static final String ACTIVE_TIMEOUT = "ActiveTimeout";
    static final String CONFIG_DRIVE = "ConfigDrive";
    static final String METADATA = "Metadata";
    static final String USER_DATA_FILE = "UserDataFile";
    static final String ROOT_VOLUME_SIZE = "RootVolumeSize";
    static final String INGRESS = "Ingress";

    private OpenStackSettings() {
    }

    /** Read the options. */
    static Map<String, Object> of(DriverContext context) {
        DriverOptions options = context.options();
        Map<String, Object> values = new HashMap<>();
        values.put(AUTH_URL, options.text(OpenStackOptions.AUTH_URL));
        values.put(INSECURE, options.flag(OpenStackOptions.INSECURE));
        values.put(CA_CERT, absolute(options.text(OpenStackOptions.CACERT)));
        account(options, values);
        server(options, values);
        network(options, values);
        if (split(options.text(OpenStackOptions.SEC_GROUPS)).isEmpty()) {
            values.put(OWN_GROUP, OwnedName.of(context).toString());
        }
        values.put(SshAccess.USER, options.text(OpenStackOptions.SSH_USER));
        values.put(SshAccess.PORT, options.number(OpenStackOptions.SSH_PORT));
        values.put(SshAccess.KEY_PATH, absolute(options.text(OpenStackOptions.PRIVATE_KEY_FILE)));
        values.put(ACTIVE_TIMEOUT, options.number(OpenStackOptions.ACTIVE_TIMEOUT));
        return values;
    }

    private static void account(DriverOptions options, Map<String, Object> values) {
        String userDomain = first(options, OpenStackOptions.USER_DOMAIN_NAME, OpenStackOptions.DOMAIN_NAME);
        values.put(DOMAIN_NAME, userDomain);
        values.put(DOMAIN_ID, options.text(OpenStackOptions.DOMAIN_ID));
        values.put(PROJECT_DOMAIN_NAME, first(options, OpenStackOptions.PROJECT_DOMAIN_NAME,
                OpenStackOptions.DOMAIN_NAME, OpenStackOptions.USER_DOMAIN_NAME));
        values.put(USERNAME, options.text(OpenStackOptions.USERNAME));
        values.put(TENANT_NAME, first(options, OpenStackOptions.TENANT_NAME, OpenStackOptions.PROJECT_NAME));
        values.put(TENANT_ID, first(options, OpenStackOptions.TENANT_ID, OpenStackOptions.PROJECT_ID));
        values.put(REGION, options.text(OpenStackOptions.REGION));
    }

    private static void server(DriverOptions options, Map<String, Object> values) {
        values.put(AVAILABILITY_ZONE, options.text(OpenStackOptions.AVAILABILITY_ZONE));
        values.put(FLAVOR_ID, options.text(OpenStackOptions.FLAVOR_ID));
        values.put(FLAVOR_NAME, options.text(OpenStackOptions.FLAVOR_NAME));
        values.put(IMAGE_ID, options.text(OpenStackOptions.IMAGE_ID));
        values.put(IMAGE_NAME, options.text(OpenStackOptions.IMAGE_NAME));
        values.put(KEY_PAIR, options.text(OpenStackOptions.KEYPAIR_NAME));
        values.put(CONFIG_DRIVE, options.flag(OpenStackOptions.CONFIG_DRIVE));
        values.put(METADATA, options.text(OpenStackOptions.METADATA));
        values.put(USER_DATA_FILE, absolute(options.text(OpenStackOptions.USER_DATA_FILE)));
        boolean volume = options.flag(OpenStackOptions.BOOT_FROM_VOLUME);
        values.put(ROOT_VOLUME_SIZE, volume ? options.number(OpenStackOptions.VOLUME_SIZE) : 0);
    }

    private static void network(DriverOptions options, Map<String, Object> values) {
        values.put(NETWORK_ID, options.text(OpenStackOptions.NET_ID));
        values.put(NETWORK_NAME, options.text(OpenStackOptions.NET_NAME));
        values.put(SECURITY_GROUPS, split(options.text(OpenStackOptions.SEC_GROUPS)));
        values.put(INGRESS, options.list(OpenStackOptions.INGRESS));
        values.put(FLOATING_POOL, options.text(OpenStackOptions.FLOATINGIP_POOL));
        values.put(IP_VERSION, options.number(OpenStackOptions.IP_VERSION));
    }

    /** Refuse options that contradict one another, or lack what nothing can be done without. */
    static void require(DriverOptions options) {
        oneOf(options, "the identity service's URL", OpenStackOptions.AUTH_URL);
        oneOf(options, "a user", OpenStackOptions.USERNAME);
        oneOf(options, "a project", OpenStackOptions.TENANT_NAME, OpenStackOptions.TENANT_ID,
                OpenStackOptions.PROJECT_NAME, OpenStackOptions.PROJECT_ID);
        exactlyOneOf(options, "flavor", OpenStackOptions.FLAVOR_NAME, OpenStackOptions.FLAVOR_ID);
        exactlyOneOf(options, "image", OpenStackOptions.IMAGE_NAME, OpenStackOptions.IMAGE_ID);
        if (!options.text(OpenStackOptions.NET_NAME).isEmpty()) {
            exactlyOneOf(options, "network", OpenStackOptions.NET_NAME, OpenStackOptions.NET_ID);
        }
        refuse(options.flag(OpenStackOptions.NOVA_NETWORK), OpenStackOptions.NOVA_NETWORK,
                "Nova has had no networks of its own since 2019; machines are put in Neutron's.");
        String endpoints = options.text(OpenStackOptions.ENDPOINT_TYPE);
        refuse(!List.of("", "public", "publicURL").contains(endpoints), OpenStackOptions.ENDPOINT_TYPE,
                "jclouds, by which this driver works, finds public endpoints only.");
        int version = options.number(OpenStackOptions.IP_VERSION);
        refuse(version != 4 && version != 6, OpenStackOptions.IP_VERSION, "It is neither 4 nor 6.");
        refuse(version == 6 && !options.text(OpenStackOptions.FLOATINGIP_POOL).isEmpty(), OpenStackOptions.IP_VERSION,
                "Floating addresses are of version 4: leave out --" + OpenStackOptions.FLOATINGIP_POOL + ".");
        refuse(options.flag(OpenStackOptions.INSECURE) && !options.text(OpenStackOptions.CACERT).isEmpty(),
                OpenStackOptions.INSECURE, "It would make --" + OpenStackOptions.CACERT + " mean nothing.");
        refuse(split(options.text(OpenStackOptions.METADATA)).size() % 2 != 0, OpenStackOptions.METADATA,
                "A key has no value.");
        String domain = options.text(OpenStackOptions.DOMAIN_ID);
        refuse(!List.of("", "default").contains(domain), OpenStackOptions.DOMAIN_ID,
                "jclouds knows domains by their names: give --" + OpenStackOptions.DOMAIN_NAME + " in its place.");
    }

    private static void oneOf(DriverOptions options, String what, String... names) {
        if (Arrays.stream(names).allMatch(name -> options.text(name).isEmpty())) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the options",
                    "OpenStack needs " + what + ": give --" + String.join(" or --", names) + ".");
        }
    }

    private static void exactlyOneOf(DriverOptions options, String what, String byName, String byId) {
        oneOf(options, "one " + what, byName, byId);
        refuse(!options.text(byName).isEmpty() && !options.text(byId).isEmpty(), byName,
                "Give the " + what + " by its name or by its id, not both.");
    }

    private static void refuse(boolean bad, String option, String why) {
        if (bad) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the option --" + option, why);
        }
    }

    /** Return the texts between commas. */
    static List<String> split(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    /** Return what is in a file, or nothing when none is named. */
    static String content(String file) {
        try {
            return file.isEmpty() ? "" : Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the file " + file,
                    "It cannot be read: " + e, e);
        }
    }

    private static String first(DriverOptions options, String... names) {
        return Arrays.stream(names).map(options::text).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }

    private static String absolute(String file) {
        return file.isEmpty() ? "" : Path.of(file).toAbsolutePath().toString();
    }
}
