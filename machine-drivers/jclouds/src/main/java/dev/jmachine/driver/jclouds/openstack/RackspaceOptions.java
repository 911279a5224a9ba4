package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.api.DriverOption;
import java.util.List;

/** The options of Rackspace's driver: docker-machine's with their variables, and where to log in. */
final class RackspaceOptions {
    static final String USERNAME = "rackspace-username";
    static final String API_KEY = "rackspace-api-key";
    static final String REGION = "rackspace-region";
    static final String ENDPOINT_TYPE = "rackspace-endpoint-type";
    static final String IMAGE_ID = "rackspace-image-id";
    static final String FLAVOR_ID = "rackspace-flavor-id";
    static final String SSH_USER = "rackspace-ssh-user";
    static final String SSH_PORT = "rackspace-ssh-port";
    static final String DOCKER_INSTALL = "rackspace-docker-install";
    static final String ACTIVE_TIMEOUT = "rackspace-active-timeout";
    static final String IDENTITY_URL = "rackspace-identity-url";

    private RackspaceOptions() {
    }

    static List<DriverOption> all() {
        return List.of(
                DriverOption.text(USERNAME, "OS_USERNAME", "", "Name of the user"),
                DriverOption.secret(API_KEY, "OS_API_KEY", "API key of the user; needed for later commands too"),
                DriverOption.text(REGION, "OS_REGION_NAME", "IAD", "Region: ORD, DFW, IAD, SYD or HKG"),
                DriverOption.text(ENDPOINT_TYPE, "OS_ENDPOINT_TYPE", "publicURL",
                        "Which endpoints of the catalog: publicURL"),
                DriverOption.text(IMAGE_ID, "OS_IMAGE_ID", "", "Id of the image"),
                DriverOption.text(FLAVOR_ID, "OS_FLAVOR_ID", "general1-1", "Id of the flavor"),
                DriverOption.text(SSH_USER, "OS_SSH_USER", "root", "User to make and log in as"),
                DriverOption.number(SSH_PORT, "OS_SSH_PORT", 22, "Port of the image's SSH server"),
                DriverOption.text(DOCKER_INSTALL, "", "true",
                        "Changes nothing: the engine is always installed"),
                DriverOption.number(ACTIVE_TIMEOUT, "OS_ACTIVE_TIMEOUT", 300,
                        "Seconds within which the server must be on, off or gone"),
                DriverOption.text(IDENTITY_URL, "RACKSPACE_IDENTITY_URL",
                        "https://identity.api.rackspacecloud.com/v2.0/", "URL of the identity service"));
    }
}
