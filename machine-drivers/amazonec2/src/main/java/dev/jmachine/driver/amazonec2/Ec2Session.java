package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverContext;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The connection to EC2 for one action on one machine. Every call has a deadline. For one thread. */
final class Ec2Session implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ATTEMPT = Duration.ofSeconds(30);
    private static final Duration CALL = Duration.ofSeconds(90);

    private final ConnectionSettings settings;
    private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();
    private final Ec2Client client;

    private Ec2Session(DriverContext context, ConnectionSettings settings) {
        this.settings = settings;
        SdkHttpClient http = kept(UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT).socketTimeout(ATTEMPT).build());
        AwsCredentialsProvider own = kept(Ec2Credentials.of(context, settings));
        AwsCredentialsProvider credentials =
                settings.role().isEmpty() ? own : kept(role(kept(sts(http, own)), context.machineName()));
        client = kept(configured(Ec2Client.builder().httpClient(http), settings.endpoint(), credentials).build());
    }

    /** Connect; nothing is sent before the first call. */
    static Ec2Session open(DriverContext context, ConnectionSettings settings) {
        return new Ec2Session(context, settings);
    }

    private StsClient sts(SdkHttpClient http, AwsCredentialsProvider credentials) {
        return configured(StsClient.builder().httpClient(http), settings.stsEndpoint(), credentials).build();
    }

    private AwsCredentialsProvider role(StsClient sts, String machine) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request
                        .roleArn(settings.role())
                        .roleSessionName(("jmachine-" + machine).substring(0, Math.min(64, 9 + machine.length())))
                        .externalId(settings.externalId().isEmpty() ? null : settings.externalId()))
                .build();
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(
            B builder, String endpoint, AwsCredentialsProvider credentials) {
        if (!endpoint.isEmpty()) {
            builder.endpointOverride(URI.create(endpoint));
        }
        return builder.region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL)
                        .retryStrategy(StandardRetryStrategy.builder().maxAttempts(settings.retries() + 1).build())
                        .build());
    }

    private <T> T kept(T thing) {
        if (thing instanceof SdkAutoCloseable closeable) {
            open.push(closeable);
        }
        return thing;
    }

    /** Return where it leads. */
    ConnectionSettings settings() {
        return settings;
    }

    /**
     * Call EC2.
     *
     * @param activity what is being done, for the error message
     * @throws dev.jmachine.api.MachineException with Amazon's code, sentence and request id
     */
    <T> T call(String activity, Function<Ec2Client, T> request) {
        try {
            return request.apply(client);
        } catch (SdkException e) {
            throw Ec2Failures.of(activity, e);
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
