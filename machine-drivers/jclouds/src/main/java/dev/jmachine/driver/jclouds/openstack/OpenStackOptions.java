package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.api.DriverOption;
import java.util.List;

/** The driver's options: docker-machine's with their variables, and what has come up since. */
final class OpenStackOptions {
    static final String AUTH_URL = "openstack-auth-url";
    static final String INSECURE = "openstack-insecure";
    static final String CACERT = "openstack-cacert";
    static final String DOMAIN_ID = "openstack-domain-id";
    static final String DOMAIN_NAME = "openstack-domain-name";
    static final String USER_DOMAIN_NAME = "openstack-user-domain-name";
    static final String PROJECT_DOMAIN_NAME = "openstack-project-domain-name";
    static final String USERNAME = "openstack-username";
    static final String PASSWORD = "openstack-password";
    static final String TENANT_NAME = "openstack-tenant-name";
    static final String TENANT_ID = "openstack-tenant-id";
    static final String PROJECT_NAME = "openstack-project-name";
    static final String PROJECT_ID = "openstack-project-id";
    static final String REGION = "openstack-region";
    static final String AVAILABILITY_ZONE = "openstack-availability-zone";
    static final String ENDPOINT_TYPE = "openstack-endpoint-type";
    static final String FLAVOR_ID = "openstack-flavor-id";
    static final String FLAVOR_NAME = "openstack-flavor-name";
    static final String IMAGE_ID = "openstack-image-id";
    static final String IMAGE_NAME = "openstack-image-name";
    static final String KEYPAIR_NAME = "openstack-keypair-name";
    static final String PRIVATE_KEY_FILE = "openstack-private-key-file";
    static final String USER_DATA_FILE = "openstack-user-data-file";
    static final String NET_ID = "openstack-net-id";
    static final String NET_NAME = "openstack-net-name";
    static final String SEC_GROUPS = "openstack-sec-groups";
    static final String INGRESS = "openstack-ingress";
    static final String NOVA_NETWORK = "openstack-nova-network";
    static final String FLOATINGIP_POOL = "openstack-floatingip-pool";
    static final String IP_VERSION = "openstack-ip-version";
    static final String SSH_USER = "openstack-ssh-user";
    static final String SSH_PORT = "openstack-ssh-port";
    static final String ACTIVE_TIMEOUT = "openstack-active-timeout";
    static final String CONFIG_DRIVE = "openstack-config-drive";
    static final String METADATA = "openstack-metadata";
    static final String BOOT_FROM_VOLUME = "openstack-boot-from-volume";
    static final String VOLUME_SIZE = "openstack-volume-size";

    private OpenStackOptions() {
    }

    static List<DriverOption> all() {
        return List.of(
                DriverOption.text(AUTH_URL, "OS_AUTH_URL", "", "URL of the identity service, Keystone"),
                DriverOption.flag(INSECURE, "OS_INSECURE", "Believe any TLS certificate"),
                DriverOption.text(CACERT, "OS_CACERT", "", "File with the certificates of the authorities to trust"),
                DriverOption.text(DOMAIN_ID, "OS_DOMAIN_ID", "", "Id of the user's domain; only \"default\" is known"),
                DriverOption.text(DOMAIN_NAME, "OS_DOMAIN_NAME", "", "Name of the user's and the project's domain"),
                DriverOption.text(USER_DOMAIN_NAME, "OS_USER_DOMAIN_NAME", "", "Name of the user's domain"),
                DriverOption.text(PROJECT_DOMAIN_NAME, "OS_PROJECT_DOMAIN_NAME", "", "Name of the project's domain"),
                DriverOption.text(USERNAME, "OS_USERNAME", "", "Name of the user"),
                DriverOption.secret(PASSWORD, "OS_PASSWORD", "Password of the user; needed for later commands too"),
                DriverOption.text(TENANT_NAME, "OS_TENANT_NAME", "", "Name of the project"),
                DriverOption.text(TENANT_ID, "OS_TENANT_ID", "", "Id of the project"),
                DriverOption.text(PROJECT_NAME, "OS_PROJECT_NAME", "", "Name of the project, by its newer word"),
                DriverOption.text(PROJECT_ID, "OS_PROJECT_ID", "", "Id of the project, by its newer word"),
                DriverOption.text(REGION, "OS_REGION_NAME", "", "Region; the only one when there is one"),
                DriverOption.text(AVAILABILITY_ZONE, "OS_AVAILABILITY_ZONE", "", "Availability zone of the server"),
                DriverOption.text(ENDPOINT_TYPE, "OS_ENDPOINT_TYPE", "", "Which endpoints of the catalog: publicURL"),
                DriverOption.text(FLAVOR_ID, "OS_FLAVOR_ID", "", "Id of the flavor, which says the server's size"),
                DriverOption.text(FLAVOR_NAME, "OS_FLAVOR_NAME", "", "Name of the flavor"),
                DriverOption.text(IMAGE_ID, "OS_IMAGE_ID", "", "Id of the image"),
                DriverOption.text(IMAGE_NAME, "OS_IMAGE_NAME", "", "Name of the image"),
                DriverOption.text(KEYPAIR_NAME, "OS_KEYPAIR_NAME", "", "Key pair that the server is to be given too"),
                DriverOption.text(PRIVATE_KEY_FILE, "OS_PRIVATE_KEY_FILE", "",
                        "Private key file to log in with, in place of one made for the machine"),
                DriverOption.text(USER_DATA_FILE, "OS_USER_DATA_FILE", "", "File with user data for cloud-init"),
                DriverOption.text(NET_ID, "OS_NETWORK_ID", "", "Id of the network; several by commas"),
                DriverOption.text(NET_NAME, "OS_NETWORK_NAME", "", "Name of the network; several by commas"),
                DriverOption.text(SEC_GROUPS, "OS_SECURITY_GROUPS", "",
                        "Security groups by commas; without, the machine has one of its own"),
                DriverOption.list(INGRESS, "OS_INGRESS",
                        "Network, such as 192.0.2.0/24, that the machine's own security group lets in;"
                                + " may be repeated; all when not given"),
                DriverOption.flag(NOVA_NETWORK, "OS_NOVA_NETWORK", "Refused: Nova has no networks of its own any more"),
                DriverOption.text(FLOATINGIP_POOL, "OS_FLOATINGIP_POOL", "",
                        "External network to take a floating address from"),
                DriverOption.number(IP_VERSION, "OS_IP_VERSION", 4, "Which address to reach the machine at: 4 or 6"),
                DriverOption.text(SSH_USER, "OS_SSH_USER", "root", "User to make and log in as"),
                DriverOption.number(SSH_PORT, "OS_SSH_PORT", 22, "Port of the image's SSH server"),
                DriverOption.number(ACTIVE_TIMEOUT, "OS_ACTIVE_TIMEOUT", 200,
                        "Seconds within which the server must be on, off or gone"),
                DriverOption.flag(CONFIG_DRIVE, "OS_CONFIG_DRIVE", "Hand over user data on a drive"),
                DriverOption.text(METADATA, "OS_METADATA", "", "Metadata of the server: key,value,key,value"),
                DriverOption.flag(BOOT_FROM_VOLUME, "OS_BOOT_FROM_VOLUME",
                        "Put the root disk on a volume, which goes with the server"),
                DriverOption.number(VOLUME_SIZE, "OS_VOLUME_SIZE", 20, "Size of that volume in GB"));
    }
}
