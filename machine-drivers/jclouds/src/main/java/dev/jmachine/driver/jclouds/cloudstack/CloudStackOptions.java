package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.api.DriverOption;
import java.util.List;

/** The driver's options: those of the plug-in for docker-machine, with their variables, and security groups. */
final class CloudStackOptions {
    static final String API_URL = "cloudstack-api-url";
    static final String API_KEY = "cloudstack-api-key";
    static final String SECRET_KEY = "cloudstack-secret-key";
    static final String TIMEOUT = "cloudstack-timeout";
    static final String ZONE = "cloudstack-zone";
    static final String ZONE_ID = "cloudstack-zone-id";
    static final String PROJECT = "cloudstack-project";
    static final String PROJECT_ID = "cloudstack-project-id";
    static final String TEMPLATE = "cloudstack-template";
    static final String TEMPLATE_ID = "cloudstack-template-id";
    static final String SERVICE_OFFERING = "cloudstack-service-offering";
    static final String SERVICE_OFFERING_ID = "cloudstack-service-offering-id";
    static final String ROOT_DISK_SIZE = "cloudstack-root-disk-size";
    static final String NETWORK = "cloudstack-network";
    static final String NETWORK_ID = "cloudstack-network-id";
    static final String USE_PRIVATE_ADDRESS = "cloudstack-use-private-address";
    static final String USE_PORT_FORWARD = "cloudstack-use-port-forward";
    static final String PUBLIC_IP = "cloudstack-public-ip";
    static final String CIDR = "cloudstack-cidr";
    static final String SECURITY_GROUP = "cloudstack-security-group";
    static final String SSH_USER = "cloudstack-ssh-user";
    static final String USER_DATA_FILE = "cloudstack-userdata-file";
    static final String RESOURCE_TAG = "cloudstack-resource-tag";
    static final String EXPUNGE = "cloudstack-expunge";

    private CloudStackOptions() {
    }

    static List<DriverOption> all() {
        return List.of(
                DriverOption.text(API_URL, "CLOUDSTACK_API_URL", "", "URL of the API, such as https://HOST/client/api"),
                DriverOption.secret(API_KEY, "CLOUDSTACK_API_KEY",
                        "API key of the user; needed for later commands too"),
                DriverOption.secret(SECRET_KEY, "CLOUDSTACK_SECRET_KEY",
                        "Secret key of the user; needed for later commands too"),
                DriverOption.number(TIMEOUT, "CLOUDSTACK_TIMEOUT", 300, "Seconds within which a job must be done"),
                DriverOption.text(ZONE, "", "", "Name of the zone"),
                DriverOption.text(ZONE_ID, "", "", "Id of the zone"),
                DriverOption.text(PROJECT, "", "", "Name of the project; without, the account's own things are used"),
                DriverOption.text(PROJECT_ID, "", "", "Id of the project"),
                DriverOption.text(TEMPLATE, "", "", "Name of the template, which must have cloud-init"),
                DriverOption.text(TEMPLATE_ID, "", "", "Id of the template"),
                DriverOption.text(SERVICE_OFFERING, "", "", "Name of the service offering, which says the size"),
                DriverOption.text(SERVICE_OFFERING_ID, "", "", "Id of the service offering"),
                DriverOption.number(ROOT_DISK_SIZE, "", 0, "Size of the root disk in GB; 0 is the template's"),
                DriverOption.list(NETWORK, "", "Name of a network; may be repeated; the first one has the address"),
                DriverOption.list(NETWORK_ID, "", "Id of a network; may be repeated; the first one has the address"),
                DriverOption.flag(USE_PRIVATE_ADDRESS, "",
                        "Reach the machine at its private address; take no public one"),
                DriverOption.flag(USE_PORT_FORWARD, "",
                        "Forward the ports 22 and 2376 of the public address, in place of static NAT"),
                DriverOption.text(PUBLIC_IP, "", "", "Public address of the account to use; without, one is taken"),
                DriverOption.list(CIDR, "",
                        "Network, such as 192.0.2.0/24, that SSH and the engine are opened to; may be repeated;"
                                + " all when not given"),
                DriverOption.list(SECURITY_GROUP, "",
                        "Name of a security group; may be repeated; without, the machine has one of its own where"
                                + " there are such groups"),
                DriverOption.text(SSH_USER, "", "root", "User to make and log in as"),
                DriverOption.text(USER_DATA_FILE, "", "", "File with user data for cloud-init"),
                DriverOption.list(RESOURCE_TAG, "", "Tag of the virtual machine: key:value; may be repeated"),
                DriverOption.flag(EXPUNGE, "",
                        "Let rm fail where the account may not expunge; without, CloudStack does it in its own time"));
    }
}
