package dev.jmachine.driver.amazonec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

class FirewallRulesTest {
    private static final List<IpPermission> WANTED = FirewallRules.wanted(
            GivenOptions.of(Map.of(Ec2Options.OPEN_PORT, List.of("80", "53/udp"))), List.of("192.0.2.7/32"), "sg-1",
            false);

    @Test
    void theEngineOfAMachineBehindABastionNeedsNoRule() {
        assertThat(FirewallRules.wanted(GivenOptions.of(Map.of()), List.of("10.1.0.0/16"), "sg-1", true))
                .extracting(IpPermission::fromPort).contains(22).doesNotContain(2376);
    }

    @Test
    void onlyTheCallerReachesSshAndTheEngine() {
        assertThat(WANTED).filteredOn(rule -> List.of(22, 2376).contains(rule.fromPort()))
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.ipRanges()).extracting(IpRange::cidrIp)
                        .containsExactly("192.0.2.7/32"));
    }

    @Test
    void onlyMachinesOfTheGroupReachSwarmsPorts() {
        assertThat(WANTED).filteredOn(rule -> !rule.userIdGroupPairs().isEmpty())
                .extracting(rule -> rule.ipProtocol() + "/" + rule.fromPort())
                .containsExactlyInAnyOrder("tcp/2377", "tcp/7946", "udp/7946", "udp/4789", "50/-1");
        assertThat(WANTED).filteredOn(rule -> rule.fromPort() == 2377 || rule.fromPort() == 7946)
                .allSatisfy(rule -> assertThat(rule.ipRanges()).isEmpty());
    }

    @Test
    void openedPortsAreOpenToEverybodyByBothProtocols() {
        assertThat(WANTED).filteredOn(rule -> rule.fromPort() == 53)
                .allMatch(rule -> rule.ipProtocol().equals("udp")).hasSize(2);
        assertThat(WANTED).filteredOn(rule -> rule.fromPort() == 80 && rule.hasIpv6Ranges()).hasSize(1);
    }

    @Test
    void whatAmazonHasMergedIsNotMissing() {
        IpPermission ssh = IpPermission.builder().ipProtocol("tcp").fromPort(22).toPort(22)
                .ipRanges(IpRange.builder().cidrIp("198.51.100.0/24").build(),
                        IpRange.builder().cidrIp("192.0.2.7/32").build()).build();
        IpPermission esp = IpPermission.builder().ipProtocol("50")
                .userIdGroupPairs(UserIdGroupPair.builder().groupId("sg-1").userId("123456789012").build()).build();
        List<IpPermission> missing = FirewallRules.missing(WANTED, List.of(ssh, esp));
        assertThat(missing).hasSize(WANTED.size() - 2)
                .noneMatch(rule -> rule.fromPort() == 22 || rule.ipProtocol().equals("50"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "192.0.2.0/24", "::1", "2001:db8::/32", "0.0.0.0/0"})
    void addressesAndRangesAreKnown(String text) {
        assertThat(AddressRange.valid(text)).isTrue();
        assertThat(AddressRange.of(text)).contains("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "everybody", "192.0.2", "192.0.2.7/33", "2001:db8::/129", "<html>", "a.b.c.d"})
    void otherTextIsNot(String text) {
        assertThat(AddressRange.valid(text)).isFalse();
    }
}
