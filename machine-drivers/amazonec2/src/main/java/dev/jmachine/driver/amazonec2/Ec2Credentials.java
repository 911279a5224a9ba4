package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Finds the credentials: those given, else those that docker-machine has left in the store for a machine of its own,
 * else the profile's, else what Amazon's own chain finds. The chain is only opened when nothing was given.
 */
final class Ec2Credentials {

    private Ec2Credentials() {
    }

    static AwsCredentialsProvider of(DriverContext context, ConnectionSettings settings) {
        String key = context.secret(Ec2Options.ACCESS_KEY);
        String secret = context.secret(Ec2Options.SECRET_KEY);
        if (key.isEmpty() != secret.isEmpty()) {
            String missing = key.isEmpty() ? Ec2Options.ACCESS_KEY : Ec2Options.SECRET_KEY;
            throw Require.refused(missing, "", "The access key and the secret key are given together.");
        }
        if (!key.isEmpty()) {
            return fixed(key, secret, context.secret(Ec2Options.SESSION_TOKEN));
        }
        if (!settings.profile().isEmpty()) {
            return ProfileCredentialsProvider.create(settings.profile());
        }
        DriverState state = context.state();
        String left = state.text("AccessKey");
        return left.isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : fixed(left, state.text("SecretKey"), state.text("SessionToken"));
    }

    private static AwsCredentialsProvider fixed(String key, String secret, String token) {
        AwsCredentials credentials = token.isEmpty()
                ? AwsBasicCredentials.create(key, secret)
                : AwsSessionCredentials.create(key, secret, token);
        return StaticCredentialsProvider.create(credentials);
    }
}
