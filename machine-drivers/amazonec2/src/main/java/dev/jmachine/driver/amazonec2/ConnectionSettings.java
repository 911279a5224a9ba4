package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/**
 * Where a machine's API is and on whose behalf it is called; kept with the machine. Holds no secrets.
 *
 * @param region the region
 * @param endpoint URL of EC2; empty for the region's own
 * @param stsEndpoint URL of STS; empty for the region's own
 * @param profile the profile of Amazon's configuration files; empty for none
 * @param role ARN of the role to take on; empty for none
 * @param externalId what the role asks for; empty for nothing
 * @param retries how often one call is tried again
 */
record ConnectionSettings(
        String region, String endpoint, String stsEndpoint, String profile, String role, String externalId,
        int retries) {
    private static final String DEFAULT_REGION = "us-east-1";
    private static final int DEFAULT_RETRIES = 2;
    private static final int MOST_RETRIES = 20;

    /** Read and check the options. */
    static ConnectionSettings of(DriverOptions options) {
        boolean insecure = options.flag(Ec2Options.INSECURE_TRANSPORT);
        String profile = options.text(Ec2Options.PROFILE);
        int retries = options.number(Ec2Options.RETRIES);
        Require.that(retries >= -1 && retries <= MOST_RETRIES, Ec2Options.RETRIES, Integer.toString(retries),
                "It is a number from -1 to " + MOST_RETRIES + ".");
        return new ConnectionSettings(
                region(options.text(Ec2Options.REGION), profile),
                url(Ec2Options.ENDPOINT, options.text(Ec2Options.ENDPOINT), insecure),
                url(Ec2Options.STS_ENDPOINT, options.text(Ec2Options.STS_ENDPOINT), insecure),
                profile, options.text(Ec2Options.ASSUME_ROLE), options.text(Ec2Options.EXTERNAL_ID),
                Math.max(retries, 0));
    }

    /** Read what was saved, by docker-machine too. */
    static ConnectionSettings of(DriverState state) {
        boolean insecure = state.flag(StateKeys.INSECURE_TRANSPORT);
        return of(key -> key.equals(StateKeys.RETRIES)
                ? Long.toString(state.number(key, DEFAULT_RETRIES)) : state.text(key), insecure);
    }

    /** Read what {@link #toState()} has told, as texts. */
    static ConnectionSettings of(UnaryOperator<String> values) {
        return of(values, false);
    }

    private static ConnectionSettings of(UnaryOperator<String> values, boolean insecure) {
        String profile = values.apply(StateKeys.PROFILE);
        return new ConnectionSettings(
                region(values.apply(StateKeys.REGION), profile),
                url(Ec2Options.ENDPOINT, values.apply(StateKeys.ENDPOINT), insecure),
                url(Ec2Options.STS_ENDPOINT, values.apply(StateKeys.STS_ENDPOINT), insecure),
                profile, values.apply(StateKeys.ASSUME_ROLE), values.apply(StateKeys.EXTERNAL_ID),
                Math.max(0, Integer.parseInt(values.apply(StateKeys.RETRIES))));
    }

    /** Return what is to be saved. */
    Map<String, Object> toState() {
        Map<String, Object> values = new HashMap<>();
        values.put(StateKeys.REGION, region);
        values.put(StateKeys.ENDPOINT, endpoint);
        values.put(StateKeys.STS_ENDPOINT, stsEndpoint);
        values.put(StateKeys.PROFILE, profile);
        values.put(StateKeys.ASSUME_ROLE, role);
        values.put(StateKeys.EXTERNAL_ID, externalId);
        values.put(StateKeys.RETRIES, retries);
        return values;
    }

    /** Never asks the metadata service, as the SDK's own chain would. */
    private static String region(String given, String profile) {
        String region = !given.isEmpty() ? given
                : found(() -> new SystemSettingsRegionProvider().getRegion())
                        .or(() -> found(() -> new AwsProfileRegionProvider(null, emptyToNull(profile)).getRegion()))
                        .map(Region::id)
                        .orElse(DEFAULT_REGION);
        Require.that(region.matches("[a-z]{2,}(-[a-z]+)+-\\d{1,2}"), Ec2Options.REGION, region,
                "It is not a region's name, such as eu-central-1.");
        return region;
    }

    private static Optional<Region> found(Supplier<Region> source) {
        try {
            return Optional.ofNullable(source.get());
        } catch (SdkClientException e) {
            // That is how they say that they know none.
            return Optional.empty();
        }
    }

    private static String url(String option, String given, boolean insecure) {
        if (given.isEmpty()) {
            return "";
        }
        String url = given.contains("://") ? given : (insecure ? "http://" : "https://") + given;
        try {
            Require.that(URI.create(url).getHost() != null, option, given, "It names no host.");
        } catch (IllegalArgumentException e) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading --" + option + " \"" + given + "\"",
                    "It is neither a host name nor a URL.", e);
        }
        return url;
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
