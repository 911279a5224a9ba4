package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceInterruptionBehavior;
import software.amazon.awssdk.services.ec2.model.InstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.SpotInstanceRequest;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;
import software.amazon.awssdk.services.ec2.model.SpotMarketOptions;
import software.amazon.awssdk.services.ec2.model.SpotPrice;

/** What is bid for a spot instance, and the request that Amazon keeps of it. */
final class SpotRequests {
    /** Those that have an instance or may still get one. */
    static final Filter ALIVE = Ownership.filter("state", "open", "active", "disabled");
    private static final Set<String> INTERRUPTIONS = Set.of("stop", "terminate");

    private final Ec2Session ec2;
    private final DriverContext context;

    SpotRequests(Ec2Session ec2, DriverContext context) {
        this.ec2 = ec2;
        this.context = context;
    }

    /** Check the bid against the price of now, and tell what it means. */
    void check(DriverOptions options, String instanceType, String zone) {
        if (!options.flag(Ec2Options.SPOT)) {
            return;
        }
        String bid = options.text(Ec2Options.SPOT_PRICE);
        Require.that(bid.matches("\\d{1,6}(\\.\\d{1,8})?"), Ec2Options.SPOT_PRICE, bid, "It is not a price, as 0.50.");
        String interruption = options.text(Ec2Options.SPOT_INTERRUPTION);
        Require.that(INTERRUPTIONS.contains(interruption), Ec2Options.SPOT_INTERRUPTION, interruption,
                "It is neither stop nor terminate.");
        int block = options.number(Ec2Options.BLOCK_DURATION);
        Require.that(block >= 0 && block <= 360 && block % 60 == 0, Ec2Options.BLOCK_DURATION,
                Integer.toString(block), "It is 60, 120, 180, 240, 300 or 360.");
        Optional<String> price = price(instanceType, zone);
        price.ifPresent(now -> requireEnough(bid, now, instanceType, zone));
        context.notice("A spot instance of " + instanceType + " costs "
                + price.map(now -> "$" + now + " an hour now in " + zone).orElse("an unknown price")
                + ", and $" + bid + " at most. Amazon may take it back at two minutes' notice: "
                + consequence(interruption));
    }

    private static String consequence(String interruption) {
        return interruption.equals("terminate") ? "then it is gone, with its disk."
                : "then it is off until Amazon has room and starts it again.";
    }

    private static void requireEnough(String bid, String price, String instanceType, String zone) {
        if (new BigDecimal(price).compareTo(new BigDecimal(bid)) > 0) {
            throw new MachineException(ErrorCode.PRECREATE_CHECK_FAILED, "Comparing the spot price",
                    instanceType + " costs $" + price + " an hour now in " + zone + ", more than the $" + bid
                            + " of --" + Ec2Options.SPOT_PRICE + ".");
        }
    }

    private Optional<String> price(String instanceType, String zone) {
        return ec2.call("Asking for the spot price", client -> client.describeSpotPriceHistory(request -> request
                        .instanceTypesWithStrings(instanceType)
                        .availabilityZone(zone)
                        .productDescriptions("Linux/UNIX")
                        .startTime(Instant.now())
                        .maxResults(1)))
                .spotPriceHistory().stream()
                .map(SpotPrice::spotPrice)
                .findFirst();
    }

    /** Return the terms of a spot instance. One that may be stopped needs a request that lasts. */
    static InstanceMarketOptionsRequest terms(DriverOptions options) {
        boolean ends = options.text(Ec2Options.SPOT_INTERRUPTION).equals("terminate");
        SpotMarketOptions.Builder spot = SpotMarketOptions.builder()
                .maxPrice(options.text(Ec2Options.SPOT_PRICE))
                .instanceInterruptionBehavior(
                        InstanceInterruptionBehavior.fromValue(options.text(Ec2Options.SPOT_INTERRUPTION)))
                .spotInstanceType(ends ? SpotInstanceType.ONE_TIME : SpotInstanceType.PERSISTENT);
        int block = options.number(Ec2Options.BLOCK_DURATION);
        if (block > 0) {
            spot.blockDurationMinutes(block);
        }
        return InstanceMarketOptionsRequest.builder().marketType(MarketType.SPOT).spotOptions(spot.build()).build();
    }

    /** Cancel the machine's requests: a lasting one would start another instance when this one ends. */
    void cancel(List<Instance> instances) {
        boolean known = !context.state().text(StateKeys.AMI).isEmpty();
        if (known && !context.state().flag(StateKeys.SPOT)) {
            return;
        }
        List<String> ids = Stream.concat(
                        instances.stream().map(Instance::spotInstanceRequestId).filter(Objects::nonNull),
                        tagged().stream())
                .distinct().toList();
        if (!ids.isEmpty()) {
            cancelRequests(ids);
        }
    }

    private List<String> tagged() {
        return ec2.call("Looking for spot requests", client -> client.describeSpotInstanceRequests(request -> request
                        .filters(Ownership.of(context).ofMachine(), ALIVE)))
                .spotInstanceRequests().stream()
                .map(SpotInstanceRequest::spotInstanceRequestId)
                .toList();
    }

    private void cancelRequests(List<String> ids) {
        try {
            ec2.call("Cancelling the spot request", client -> client.cancelSpotInstanceRequests(
                    request -> request.spotInstanceRequestIds(ids)));
        } catch (MachineException e) {
            if (!Ec2Failures.code(e).equals("InvalidSpotInstanceRequestID.NotFound")) {
                throw e;
            }
        }
    }
}
