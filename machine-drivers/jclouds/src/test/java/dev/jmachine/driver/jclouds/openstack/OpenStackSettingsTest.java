package dev.jmachine.driver.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.DriverOption;
import dev.jmachine.spi.DriverOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenStackSettingsTest {

    @Test
    void whatSufficesIsAccepted() {
        assertThatCode(() -> OpenStackSettings.require(with("", ""))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {OpenStackOptions.AUTH_URL, OpenStackOptions.USERNAME, OpenStackOptions.TENANT_NAME,
        OpenStackOptions.FLAVOR_NAME, OpenStackOptions.IMAGE_NAME})
    void whatIsMissingIsNamed(String option) {
        assertThatThrownBy(() -> OpenStackSettings.require(with(option, "")))
                .hasMessageContaining("--" + option);
    }

    @ParameterizedTest
    @CsvSource({
        OpenStackOptions.IMAGE_ID + ",x,not both",
        OpenStackOptions.FLAVOR_ID + ",x,not both",
        OpenStackOptions.ENDPOINT_TYPE + ",internalURL,public endpoints only",
        OpenStackOptions.DOMAIN_ID + ",0815,--openstack-domain-name",
        OpenStackOptions.IP_VERSION + ",5,neither 4 nor 6",
        OpenStackOptions.METADATA + ",key,no value",
        OpenStackOptions.NOVA_NETWORK + ",true,Neutron"})
    void whatCannotBeIsRefusedWithTheReason(String option, String value, String reason) {
        assertThatThrownBy(() -> OpenStackSettings.require(with(option, value))).hasMessageContaining(reason);
    }

    @Test
    void optionsThatContradictOneAnotherAreRefused() {
        assertThatThrownBy(() -> OpenStackSettings.require(
                with(Map.of(OpenStackOptions.IP_VERSION, "6", OpenStackOptions.FLOATINGIP_POOL, "public"))))
                .hasMessageContaining("of version 4");
        assertThatThrownBy(() -> OpenStackSettings.require(
                with(Map.of(OpenStackOptions.INSECURE, "true", OpenStackOptions.CACERT, "ca.pem"))))
                .hasMessageContaining("mean nothing");
    }

    @Test
    void commasSeparate() {
        assertThat(OpenStackSettings.split(" a, b,,c ")).containsExactly("a", "b", "c");
        assertThat(OpenStackSettings.split("")).isEmpty();
    }

    private static DriverOptions with(String option, String value) {
        return with(Map.of(option, value));
    }

    private static DriverOptions with(Map<String, String> changed) {
        Map<String, String> values = new HashMap<>(Map.of(
                OpenStackOptions.AUTH_URL, "http://keystone", OpenStackOptions.USERNAME, "ada",
                OpenStackOptions.TENANT_NAME, "work", OpenStackOptions.FLAVOR_NAME, "tiny",
                OpenStackOptions.IMAGE_NAME, "debian"));
        values.putAll(changed);
        return new DriverOptions() {
            @Override
            public String text(String name) {
                return values.getOrDefault(name, OpenStackOptions.all().stream()
                        .filter(known -> known.name().equals(name)).map(DriverOption::defaultValue)
                        .findFirst().orElseThrow());
            }

            @Override
            public int number(String name) {
                return Integer.parseInt(text(name));
            }

            @Override
            public boolean flag(String name) {
                return Boolean.parseBoolean(text(name));
            }

            @Override
            public List<String> list(String name) {
                return OpenStackSettings.split(text(name));
            }
        };
    }
}
