package dev.jmachine.driver.azure;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.OAuthTokens;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.RestClient;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who signs in, and how: a token that is given, a service principal by its secret or certificate, or the user of the
 * {@code az} command. What is saved are names, never what is secret.
 *
 * @param context gives the secrets
 * @param client service principal's id; empty for the {@code az} command
 * @param certificate file of its certificate; empty for its secret
 * @param tenant tenant's id; empty to ask for the subscription's
 */
record AzureCredentials(DriverContext context, String client, String certificate, String tenant) {
    private static final String CLIENT = "ClientID";
    private static final String CERTIFICATE = "ClientCertificate";
    private static final String TENANT = "TenantID";
    private static final Pattern AUTHORITY = Pattern.compile("authorization_uri=\"https?://[^/\"]+/([0-9a-zA-Z.-]+)");

    static AzureCredentials of(DriverContext context, DriverOptions options) {
        String certificate = options.text(AzureOptions.CLIENT_CERTIFICATE);
        return new AzureCredentials(context, options.text(AzureOptions.CLIENT_ID),
                certificate.isEmpty() ? "" : OptionFiles.path(certificate).toString(),
                options.text(AzureOptions.TENANT));
    }

    /** Return what was saved, by docker-machine's keys where it has them. */
    static AzureCredentials of(DriverContext context) {
        DriverState state = context.state();
        return new AzureCredentials(context, state.text(CLIENT), state.text(CERTIFICATE), state.text(TENANT));
    }

    Map<String, Object> toState() {
        return Map.of(CLIENT, client, CERTIFICATE, certificate, TENANT, tenant);
    }

    /** Return a source of access tokens. */
    Supplier<String> tokens(AzureCloud cloud, String subscription) {
        String given = context.secret(AzureOptions.ACCESS_TOKEN);
        if (!given.isEmpty()) {
            return () -> given;
        }
        return client.isEmpty() ? new CommandToken(cloud.audience(), tenant) : servicePrincipal(cloud, subscription);
    }

    private Supplier<String> servicePrincipal(AzureCloud cloud, String subscription) {
        String secret = certificate.isEmpty() ? secret() : "";
        String home = tenant.isEmpty() ? tenantOf(cloud, subscription) : tenant;
        URI endpoint = URI.create(cloud.authority() + "/" + home + "/oauth2/v2.0/token");
        String scope = cloud.audience() + "/.default";
        if (!secret.isEmpty()) {
            return new OAuthTokens("Azure", endpoint, () -> Map.of("grant_type", "client_credentials",
                    "client_id", client, "client_secret", secret, "scope", scope));
        }
        ClientCertificate proof = ClientCertificate.read(certificate);
        return new OAuthTokens("Azure", endpoint, () -> Map.of("grant_type", "client_credentials",
                "client_id", client, "scope", scope, "client_assertion", proof.assertion(client, endpoint),
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
    }

    /** docker-machine keeps the secret with its machines. */
    private String secret() {
        String given = context.secret(AzureOptions.CLIENT_SECRET);
        String secret = given.isEmpty() ? context.state().text("ClientSecret") : given;
        if (secret.isEmpty()) {
            throw new MachineException(ErrorCode.AUTHENTICATION, "Signing in to Azure as " + client,
                    "There is no secret: set AZURE_CLIENT_SECRET, or at create --" + AzureOptions.CLIENT_SECRET
                            + " or --" + AzureOptions.CLIENT_CERTIFICATE + ".");
        }
        return secret;
    }

    /** Whoever asks for a subscription without a token is told by the refusal where to get one. */
    private static String tenantOf(AzureCloud cloud, String subscription) {
        String activity = "Looking for the tenant of the subscription " + subscription;
        String challenge = new RestClient(cloud.management(), new AzureDialect(), () -> "")
                .probe(activity, "/subscriptions/" + subscription + "?api-version=" + Arm.RESOURCES_VERSION)
                .header("WWW-Authenticate");
        Matcher matcher = AUTHORITY.matcher(challenge);
        if (!matcher.find()) {
            throw new MachineException(ErrorCode.AUTHENTICATION, activity,
                    "Azure does not tell it: give --" + AzureOptions.TENANT + " or AZURE_TENANT_ID at create.");
        }
        return matcher.group(1);
    }
}
