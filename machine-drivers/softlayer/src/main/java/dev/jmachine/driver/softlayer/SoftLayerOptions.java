package dev.jmachine.driver.softlayer;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.List;

/** The driver's options: docker-machine's, and after them ours. */
final class SoftLayerOptions {
    static final String USER = "softlayer-user";
    static final String USER_VARIABLE = "SOFTLAYER_USER";
    static final String API_KEY = "softlayer-api-key";
    static final String API_KEY_VARIABLE = "SOFTLAYER_API_KEY";
    static final String ENDPOINT = "softlayer-api-endpoint";
    static final String REGION = "softlayer-region";
    static final String CPU = "softlayer-cpu";
    static final String MEMORY = "softlayer-memory";
    static final String DISK_SIZE = "softlayer-disk-size";
    static final String LOCAL_DISK = "softlayer-local-disk";
    static final String HOSTNAME = "softlayer-hostname";
    static final String DOMAIN = "softlayer-domain";
    static final String HOURLY_BILLING = "softlayer-hourly-billing";
    static final String IMAGE = "softlayer-image";
    static final String PRIVATE_ONLY = "softlayer-private-net-only";
    static final String PUBLIC_VLAN = "softlayer-public-vlan-id";
    static final String PRIVATE_VLAN = "softlayer-private-vlan-id";
    static final String MAX_SPEED = "softlayer-network-max-speed";
    static final String ON_PRIVATE_ADDRESS = "softlayer-docker-on-private-ip";
    static final String FLAVOR = "softlayer-flavor";
    static final String USER_DATA = "softlayer-user-data";
    static final String NO_CLOUD_INIT = "softlayer-no-cloud-init";

    static final String DEFAULT_ENDPOINT = "https://api.softlayer.com/rest/v3.1";

    private SoftLayerOptions() {
    }

    static List<DriverOption> all() {
        return List.of(
                DriverOption.secret(USER, USER_VARIABLE, "Name of the API user"),
                DriverOption.secret(API_KEY, API_KEY_VARIABLE, "API key of the user"),
                DriverOption.text(ENDPOINT, "SOFTLAYER_API_ENDPOINT", DEFAULT_ENDPOINT, "URL of the API"),
                DriverOption.text(REGION, "SOFTLAYER_REGION", "dal10", "Data center"),
                DriverOption.number(CPU, "SOFTLAYER_CPU", 1, "Number of CPUs"),
                DriverOption.number(MEMORY, "SOFTLAYER_MEMORY", 1024, "Memory in MB"),
                DriverOption.number(DISK_SIZE, "SOFTLAYER_DISK_SIZE", 0,
                        "Size of the disk in GB (0 for the smallest there is)"),
                DriverOption.flag(LOCAL_DISK, "SOFTLAYER_LOCAL_DISK", "A disk of the host's in place of one of the SAN"),
                DriverOption.text(HOSTNAME, "SOFTLAYER_HOSTNAME", "", "Host name (by default the machine's name)"),
                DriverOption.text(DOMAIN, "SOFTLAYER_DOMAIN", "", "Domain of the host name, such as example.com"),
                new DriverOption(HOURLY_BILLING, DriverOption.Type.FLAG, "SOFTLAYER_HOURLY_BILLING", "true",
                        "Pay by the hour, as by default; =false for by the month", false),
                DriverOption.text(IMAGE, "SOFTLAYER_IMAGE", "DEBIAN_12_64",
                        "Operating system: its reference code, or the identifier (UUID) of an image template"),
                DriverOption.flag(PRIVATE_ONLY, "SOFTLAYER_PRIVATE_NET", "No public network"),
                DriverOption.number(PUBLIC_VLAN, "SOFTLAYER_PUBLIC_VLAN_ID", 0, "Id of the public VLAN"),
                DriverOption.number(PRIVATE_VLAN, "SOFTLAYER_PRIVATE_VLAN_ID", 0, "Id of the private VLAN"),
                DriverOption.number(MAX_SPEED, "SOFTLAYER_NETWORK_MAX_SPEED", 100, "Speed of the networks in Mbit/s"),
                DriverOption.flag(ON_PRIVATE_ADDRESS, "SOFTLAYER_DOCKER_ON_PRIVATE_IP",
                        "Reach the machine at its private address, though it has a public one"),
                DriverOption.text(FLAVOR, "SOFTLAYER_FLAVOR", "",
                        "Profile such as B1_1X2X25, which says CPUs, memory and disk in place of their options"),
                DriverOption.text(USER_DATA, "SOFTLAYER_USER_DATA", "",
                        "File of user data for cloud-init, put beside jmachine's own"),
                DriverOption.flag(NO_CLOUD_INIT, "SOFTLAYER_NO_CLOUD_INIT",
                        "The image lacks cloud-init: the host key is pinned at the first connection"));
    }

    static MachineException invalid(String option, String problem) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the option --" + option, problem);
    }
}
