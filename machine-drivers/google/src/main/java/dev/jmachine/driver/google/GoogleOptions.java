package dev.jmachine.driver.google;

import dev.jmachine.api.DriverOption;
import java.util.List;

/** The driver's options: docker-machine's, and after them ours. */
final class GoogleOptions {
    static final String ZONE = "google-zone";
    static final String MACHINE_TYPE = "google-machine-type";
    static final String IMAGE = "google-machine-image";
    static final String USER = "google-username";
    static final String PROJECT = "google-project";
    static final String SERVICE_ACCOUNT = "google-service-account";
    static final String SCOPES = "google-scopes";
    static final String DISK_SIZE = "google-disk-size";
    static final String DISK_TYPE = "google-disk-type";
    static final String NETWORK = "google-network";
    static final String SUBNETWORK = "google-subnetwork";
    static final String ADDRESS = "google-address";
    static final String PREEMPTIBLE = "google-preemptible";
    static final String TAGS = "google-tags";
    static final String INTERNAL_ADDRESS = "google-use-internal-ip";
    static final String INTERNAL_ADDRESS_ONLY = "google-use-internal-ip-only";
    static final String USE_EXISTING = "google-use-existing";
    static final String OPEN_PORT = "google-open-port";
    static final String SOURCE_RANGES = "google-source-ranges";
    static final String USER_DATA = "google-userdata";
    static final String SSH_PORT = "google-ssh-port";
    static final String CREDENTIALS = "google-application-credentials";
    static final String ACCESS_TOKEN = "google-access-token";
    static final String METADATA_SERVER = "google-metadata-server";
    static final String ENDPOINT = "google-endpoint";

    static final String DEFAULT_ENDPOINT = "https://compute.googleapis.com/compute/v1";
    private static final String DEFAULT_SCOPES = "https://www.googleapis.com/auth/devstorage.read_only,"
            + "https://www.googleapis.com/auth/logging.write,https://www.googleapis.com/auth/monitoring.write";

    private GoogleOptions() {
    }

    static List<DriverOption> all() {
        return List.of(
                DriverOption.text(ZONE, "GOOGLE_ZONE", "us-central1-a", "Zone"),
                DriverOption.text(MACHINE_TYPE, "GOOGLE_MACHINE_TYPE", "e2-medium", "Machine type"),
                DriverOption.text(IMAGE, "GOOGLE_MACHINE_IMAGE",
                        "ubuntu-os-cloud/global/images/family/ubuntu-2404-lts-amd64",
                        "Image with cloud-init: PROJECT/global/images/NAME or …/family/FAMILY"),
                DriverOption.text(USER, "GOOGLE_USERNAME", "docker-user", "User to make and log in as"),
                DriverOption.text(PROJECT, "GOOGLE_PROJECT", "", "Project (by default that of the credentials)"),
                DriverOption.text(SERVICE_ACCOUNT, "GOOGLE_SERVICE_ACCOUNT", "default",
                        "Service account of the instance (email address); empty for none"),
                DriverOption.text(SCOPES, "GOOGLE_SCOPES", DEFAULT_SCOPES,
                        "Scopes of the instance's service account, separated by commas"),
                DriverOption.number(DISK_SIZE, "GOOGLE_DISK_SIZE", 10, "Size of the disk in GB"),
                DriverOption.text(DISK_TYPE, "GOOGLE_DISK_TYPE", "pd-standard", "Type of the disk"),
                DriverOption.text(NETWORK, "GOOGLE_NETWORK", "default", "Network"),
                DriverOption.text(SUBNETWORK, "GOOGLE_SUBNETWORK", "", "Subnetwork"),
                DriverOption.text(ADDRESS, "GOOGLE_ADDRESS", "",
                        "Reserved external address for the instance, by name or as it is"),
                DriverOption.flag(PREEMPTIBLE, "GOOGLE_PREEMPTIBLE", "Make the instance preemptible"),
                DriverOption.text(TAGS, "GOOGLE_TAGS", "", "Network tags for the instance, separated by commas"),
                DriverOption.flag(INTERNAL_ADDRESS, "GOOGLE_USE_INTERNAL_IP",
                        "Reach the instance at its internal address"),
                DriverOption.flag(INTERNAL_ADDRESS_ONLY, "GOOGLE_USE_INTERNAL_IP_ONLY",
                        "Give the instance no external address"),
                DriverOption.flag(USE_EXISTING, "GOOGLE_USE_EXISTING",
                        "Use the instance of the machine's name, which stays when the machine is removed"),
                DriverOption.list(OPEN_PORT, "", "A further port to open, PORT[/tcp|udp]; may be repeated"),
                DriverOption.text(SOURCE_RANGES, "GOOGLE_SOURCE_RANGES", "0.0.0.0/0",
                        "Networks from which the ports can be reached, separated by commas"),
                DriverOption.text(USER_DATA, "GOOGLE_USERDATA", "",
                        "File of user data for cloud-init, put beside jmachine's own"),
                DriverOption.number(SSH_PORT, "GOOGLE_SSH_PORT", 22, "SSH port"),
                DriverOption.text(CREDENTIALS, "GOOGLE_APPLICATION_CREDENTIALS", "",
                        "File of credentials (by default what \"gcloud auth application-default login\" has written)"),
                DriverOption.secret(ACCESS_TOKEN, "GOOGLE_OAUTH_ACCESS_TOKEN",
                        "Access token, in place of a file of credentials"),
                DriverOption.flag(METADATA_SERVER, "GOOGLE_METADATA_SERVER",
                        "Take the credentials of the instance that this program runs on"),
                DriverOption.text(ENDPOINT, "GOOGLE_COMPUTE_CUSTOM_ENDPOINT", DEFAULT_ENDPOINT, "URL of the API"));
    }
}
