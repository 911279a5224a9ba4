package dev.jmachine.driver.exoscale;

import dev.jmachine.api.DriverOption;
import java.util.List;

/** The driver's options: docker-machine's, and after them ours. */
final class ExoscaleOptions {
    static final String URL = "exoscale-url";
    static final String API_KEY = "exoscale-api-key";
    static final String API_KEY_VARIABLE = "EXOSCALE_API_KEY";
    static final String API_SECRET = "exoscale-api-secret-key";
    static final String API_SECRET_VARIABLE = "EXOSCALE_API_SECRET";
    static final String INSTANCE_PROFILE = "exoscale-instance-profile";
    static final String DISK_SIZE = "exoscale-disk-size";
    static final String IMAGE = "exoscale-image";
    static final String SECURITY_GROUP = "exoscale-security-group";
    static final String ZONE = "exoscale-availability-zone";
    static final String SSH_USER = "exoscale-ssh-user";
    static final String SSH_KEY = "exoscale-ssh-key";
    static final String USER_DATA = "exoscale-userdata";
    static final String AFFINITY_GROUP = "exoscale-affinity-group";
    static final String SSH_PORT = "exoscale-ssh-port";

    private ExoscaleOptions() {
    }

    static List<DriverOption> all() {
        return List.of(
                DriverOption.text(URL, "EXOSCALE_ENDPOINT", "", "URL of the API v2 (by default the zone's)"),
                DriverOption.secret(API_KEY, API_KEY_VARIABLE, "Exoscale API key"),
                DriverOption.secret(API_SECRET, API_SECRET_VARIABLE, "Exoscale API secret"),
                DriverOption.text(INSTANCE_PROFILE, "EXOSCALE_INSTANCE_PROFILE", "Small",
                        "Instance type: SIZE of the family \"standard\", FAMILY.SIZE, or its id"),
                DriverOption.number(DISK_SIZE, "EXOSCALE_DISK_SIZE", 50, "Disk size in GiB"),
                DriverOption.text(IMAGE, "EXOSCALE_IMAGE", "Linux Debian 13 (Trixie) 64-bit",
                        "Template with cloud-init: its name, as short as debian-13, or its id"),
                DriverOption.list(SECURITY_GROUP, "EXOSCALE_SECURITY_GROUP",
                        "Security group, made if it is not there (by default docker-machine); may be repeated"),
                DriverOption.text(ZONE, "EXOSCALE_AVAILABILITY_ZONE", "CH-DK-2", "Zone"),
                DriverOption.text(SSH_USER, "EXOSCALE_SSH_USER", "", "SSH user (by default the template's)"),
                DriverOption.text(SSH_KEY, "EXOSCALE_SSH_KEY", "",
                        "SSH private key file to log in with, its public key beside it (by default a key is made)"),
                DriverOption.text(USER_DATA, "EXOSCALE_USERDATA", "",
                        "File of user data for cloud-init, put beside jmachine's own"),
                DriverOption.list(AFFINITY_GROUP, "EXOSCALE_AFFINITY_GROUP",
                        "Anti-affinity group, made if it is not there; may be repeated"),
                DriverOption.number(SSH_PORT, "EXOSCALE_SSH_PORT", 22, "SSH port"));
    }
}
