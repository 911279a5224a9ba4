package dev.jmachine.driver.azure;

import dev.jmachine.api.DriverOption;
import java.util.List;

/** The driver's options: docker-machine's, and after them ours. */
final class AzureOptions {
    static final String ENVIRONMENT = "azure-environment";
    static final String SUBSCRIPTION = "azure-subscription-id";
    static final String RESOURCE_GROUP = "azure-resource-group";
    static final String SSH_USER = "azure-ssh-user";
    static final String DOCKER_PORT = "azure-docker-port";
    static final String LOCATION = "azure-location";
    static final String SIZE = "azure-size";
    static final String IMAGE = "azure-image";
    static final String NETWORK = "azure-vnet";
    static final String SUBNET = "azure-subnet";
    static final String SUBNET_PREFIX = "azure-subnet-prefix";
    static final String AVAILABILITY_SET = "azure-availability-set";
    static final String CUSTOM_DATA = "azure-custom-data";
    static final String PRIVATE_ADDRESS = "azure-private-ip-address";
    static final String STORAGE_TYPE = "azure-storage-type";
    static final String USE_PRIVATE_ADDRESS = "azure-use-private-ip";
    static final String NO_PUBLIC_ADDRESS = "azure-no-public-ip";
    static final String STATIC_PUBLIC_ADDRESS = "azure-static-public-ip";
    static final String DNS_LABEL = "azure-dns";
    static final String OPEN_PORT = "azure-open-port";
    static final String CLIENT_ID = "azure-client-id";
    static final String CLIENT_SECRET = "azure-client-secret";
    static final String CLIENT_CERTIFICATE = "azure-client-certificate";
    static final String TENANT = "azure-tenant-id";
    static final String ACCESS_TOKEN = "azure-access-token";
    static final String SOURCE_RANGES = "azure-source-ranges";
    static final String SSH_PORT = "azure-ssh-port";
    static final String ENDPOINT = "azure-endpoint";
    static final String AUTHORITY = "azure-authority-host";

    private AzureOptions() {
    }

    static List<DriverOption> all() {
        return List.of(
                DriverOption.text(ENVIRONMENT, "AZURE_ENVIRONMENT", "AzurePublicCloud",
                        "Cloud: AzurePublicCloud, AzureUSGovernmentCloud or AzureChinaCloud"),
                DriverOption.text(SUBSCRIPTION, "AZURE_SUBSCRIPTION_ID", "", "Subscription's id"),
                DriverOption.text(RESOURCE_GROUP, "AZURE_RESOURCE_GROUP", "docker-machine",
                        "Resource group, made if it is not there"),
                DriverOption.text(SSH_USER, "AZURE_SSH_USER", "docker-user", "User to make and log in as"),
                DriverOption.number(DOCKER_PORT, "AZURE_DOCKER_PORT", 2376, "Port of the engine"),
                DriverOption.text(LOCATION, "AZURE_LOCATION", "westus", "Region"),
                DriverOption.text(SIZE, "AZURE_SIZE", "Standard_B2ls_v2", "Size"),
                DriverOption.text(IMAGE, "AZURE_IMAGE", "Debian:debian-13:13-gen2:latest",
                        "Image with cloud-init: PUBLISHER:OFFER:SKU:VERSION, or the id of one of your own"),
                DriverOption.text(NETWORK, "AZURE_VNET", "docker-machine-vnet",
                        "Virtual network, [RESOURCE_GROUP:]NAME, made if it is not there"),
                DriverOption.text(SUBNET, "AZURE_SUBNET", "docker-machine",
                        "Subnet of the virtual network, made if it is not there"),
                DriverOption.text(SUBNET_PREFIX, "AZURE_SUBNET_PREFIX", "192.168.0.0/16",
                        "Private addresses of a subnet that is made"),
                DriverOption.text(AVAILABILITY_SET, "AZURE_AVAILABILITY_SET", "docker-machine",
                        "Availability set, made if it is not there; empty for none"),
                DriverOption.text(CUSTOM_DATA, "AZURE_CUSTOM_DATA_FILE", "",
                        "File of custom data for cloud-init, put beside jmachine's own"),
                DriverOption.text(PRIVATE_ADDRESS, "", "", "Private address, in place of any that is free"),
                DriverOption.text(STORAGE_TYPE, "AZURE_STORAGE_TYPE", "Standard_LRS", "Type of the disk"),
                DriverOption.flag(USE_PRIVATE_ADDRESS, "", "Reach the machine at its private address"),
                DriverOption.flag(NO_PUBLIC_ADDRESS, "", "Give the machine no public address"),
                DriverOption.flag(STATIC_PUBLIC_ADDRESS, "", "Changes nothing: public addresses are static now"),
                DriverOption.text(DNS_LABEL, "AZURE_DNS_LABEL", "", "DNS label for the public address"),
                DriverOption.list(OPEN_PORT, "", "A further port to open, PORT[/tcp|udp]; may be repeated"),
                DriverOption.text(CLIENT_ID, "AZURE_CLIENT_ID", "",
                        "Service principal to sign in as (by default the \"az\" command's user)"),
                DriverOption.secret(CLIENT_SECRET, "AZURE_CLIENT_SECRET", "Service principal's secret"),
                DriverOption.text(CLIENT_CERTIFICATE, "AZURE_CLIENT_CERTIFICATE_PATH", "",
                        "PEM file of the service principal's certificate and private key, in place of a secret"),
                DriverOption.text(TENANT, "AZURE_TENANT_ID", "", "Tenant's id (by default the subscription's)"),
                DriverOption.secret(ACCESS_TOKEN, "AZURE_ACCESS_TOKEN", "Access token, in place of signing in"),
                DriverOption.text(SOURCE_RANGES, "AZURE_SOURCE_RANGES", "*",
                        "Networks from which the ports can be reached, separated by commas"),
                DriverOption.number(SSH_PORT, "AZURE_SSH_PORT", 22, "SSH port"),
                DriverOption.text(ENDPOINT, "AZURE_RESOURCE_MANAGER_ENDPOINT", "",
                        "URL of the API (by default the cloud's)"),
                DriverOption.text(AUTHORITY, "AZURE_AUTHORITY_HOST", "", "URL to sign in at (by default the cloud's)"));
    }
}
