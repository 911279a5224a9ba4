package dev.jmachine.driver.azure;

import dev.jmachine.cloud.Endpoint;
import dev.jmachine.cloud.InvalidOption;
import java.net.URI;

/**
 * One of Microsoft's clouds.
 *
 * @param management where the Resource Manager is
 * @param authority where one signs in
 * @param audience for what a token is asked: the Resource Manager, by the name it goes by there
 */
record AzureCloud(URI management, URI authority, String audience) {

    /**
     * Find a cloud.
     *
     * @param management URL in place of the cloud's own; empty for that
     * @param authority URL in place of the cloud's own; empty for that
     */
    static AzureCloud of(String environment, String management, String authority) {
        // docker-machine leaves the name empty in the state of old machines.
        AzureCloud cloud = switch (environment) {
            case "", "AzurePublicCloud" -> cloud("https://management.azure.com", "https://login.microsoftonline.com");
            case "AzureUSGovernmentCloud" ->
                    cloud("https://management.usgovcloudapi.net", "https://login.microsoftonline.us");
            case "AzureChinaCloud" ->
                    cloud("https://management.chinacloudapi.cn", "https://login.chinacloudapi.cn");
            default -> throw InvalidOption.of(AzureOptions.ENVIRONMENT, "There is no cloud \"" + environment
                    + "\", but AzurePublicCloud, AzureUSGovernmentCloud and AzureChinaCloud.");
        };
        return new AzureCloud(
                management.isEmpty() ? cloud.management
                        : Endpoint.parse("--" + AzureOptions.ENDPOINT, management),
                authority.isEmpty() ? cloud.authority : Endpoint.parse("--" + AzureOptions.AUTHORITY, authority),
                cloud.audience);
    }

    private static AzureCloud cloud(String management, String authority) {
        return new AzureCloud(URI.create(management), URI.create(authority), management);
    }
}
