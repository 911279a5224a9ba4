package dev.jmachine.driver.digitalocean;

import dev.jmachine.api.DriverOption;
import java.util.List;

/** The driver's options: docker-machine's, and after them ours. */
final class DigitalOceanOptions {
    static final String ACCESS_TOKEN = "digitalocean-access-token";
    static final String ACCESS_TOKEN_VARIABLE = "DIGITALOCEAN_ACCESS_TOKEN";
    static final String SSH_USER = "digitalocean-ssh-user";
    static final String SSH_KEY_FINGERPRINT = "digitalocean-ssh-key-fingerprint";
    static final String SSH_KEY_PATH = "digitalocean-ssh-key-path";
    static final String SSH_PORT = "digitalocean-ssh-port";
    static final String IMAGE = "digitalocean-image";
    static final String REGION = "digitalocean-region";
    static final String SIZE = "digitalocean-size";
    static final String IPV6 = "digitalocean-ipv6";
    static final String PRIVATE_NETWORKING = "digitalocean-private-networking";
    static final String BACKUPS = "digitalocean-backups";
    static final String USER_DATA = "digitalocean-userdata";
    static final String MONITORING = "digitalocean-monitoring";
    static final String TAGS = "digitalocean-tags";
    static final String VPC = "digitalocean-vpc-uuid";
    static final String ENDPOINT = "digitalocean-endpoint";

    static final String DEFAULT_ENDPOINT = "https://api.digitalocean.com";

    private DigitalOceanOptions() {
    }

    static List<DriverOption> all() {
        return List.of(
                DriverOption.secret(ACCESS_TOKEN, ACCESS_TOKEN_VARIABLE, "DigitalOcean access token"),
                DriverOption.text(SSH_USER, "DIGITALOCEAN_SSH_USER", "root",
                        "SSH user: root, or the name of one to make, who may use sudo"),
                DriverOption.text(SSH_KEY_FINGERPRINT, "DIGITALOCEAN_SSH_KEY_FINGERPRINT", "",
                        "Fingerprint (MD5) of an SSH key of the account to put on the droplet"),
                DriverOption.text(SSH_KEY_PATH, "DIGITALOCEAN_SSH_KEY_PATH", "",
                        "SSH private key file to log in with, its public key beside it (by default a key is made)"),
                DriverOption.number(SSH_PORT, "DIGITALOCEAN_SSH_PORT", 22, "SSH port"),
                DriverOption.text(IMAGE, "DIGITALOCEAN_IMAGE", "debian-13-x64", "Image: its slug, or its number"),
                DriverOption.text(REGION, "DIGITALOCEAN_REGION", "nyc3", "Region"),
                DriverOption.text(SIZE, "DIGITALOCEAN_SIZE", "s-1vcpu-1gb", "Size"),
                DriverOption.flag(IPV6, "DIGITALOCEAN_IPV6", "Give the droplet an IPv6 address"),
                DriverOption.flag(PRIVATE_NETWORKING, "DIGITALOCEAN_PRIVATE_NETWORKING",
                        "Changes nothing: every droplet is on a private network now (see --digitalocean-vpc-uuid)"),
                DriverOption.flag(BACKUPS, "DIGITALOCEAN_BACKUPS", "Have the droplet backed up (costs more)"),
                DriverOption.text(USER_DATA, "DIGITALOCEAN_USERDATA", "",
                        "File of user data for cloud-init, put beside jmachine's own"),
                DriverOption.flag(MONITORING, "DIGITALOCEAN_MONITORING", "Install DigitalOcean's monitoring agent"),
                DriverOption.text(TAGS, "DIGITALOCEAN_TAGS", "", "Tags for the droplet, separated by commas"),
                DriverOption.text(VPC, "DIGITALOCEAN_VPC_UUID", "",
                        "Id of the VPC to put the droplet in (by default the region's own)"),
                DriverOption.text(ENDPOINT, "DIGITALOCEAN_API_URL", DEFAULT_ENDPOINT, "URL of the API"));
    }
}
