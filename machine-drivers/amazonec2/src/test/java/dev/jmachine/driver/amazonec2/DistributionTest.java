package dev.jmachine.driver.amazonec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.MachineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {

    @ParameterizedTest
    @CsvSource({"debian, x86_64, debian-13-amd64-20260801-2000, 13",
            "debian, arm64, debian-13-arm64-20260801-2000, 13",
            "ubuntu, x86_64, ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260801, 24.04",
            "ubuntu, x86_64, ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20260801.1, 22.04"})
    void knowsAReleaseByTheImagesName(String family, String architecture, String image, String release) {
        assertThat(Distribution.of(family).release(image, architecture)).contains(release);
    }

    @ParameterizedTest
    @CsvSource({"debian, debian-13-backports-amd64-20260801-2000", "debian, debian-13-arm64-20260801-2000",
            "debian, debian-sid-amd64-daily-20260801-2000",
            "ubuntu, ubuntu/images/hvm-ssd-gp3/ubuntu-questing-25.10-amd64-server-20260801",
            "ubuntu, ubuntu/images/hvm-ssd-gp3/ubuntu-plucky-25.04-amd64-server-20260801"})
    void leavesOtherThingsAside(String family, String image) {
        assertThat(Distribution.of(family).release(image, "x86_64")).isEmpty();
    }

    @Test
    void knowsThePublisherInEachPartitionOrThatThereIsNone() {
        assertThat(Distribution.of("ubuntu-24.04").owner("aws-cn")).contains("837727238323");
        assertThat(Distribution.of("debian").owner("aws")).contains("136693071363");
        assertThat(Distribution.of("debian").owner("aws-us-gov")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fedora", "debian-24.04", "ubuntu-24", "ubuntu-23.10", "debian-"})
    void refusesWhatItDoesNotKnow(String text) {
        assertThatThrownBy(() -> Distribution.of(text)).isInstanceOf(MachineException.class)
                .hasMessageContaining("--amazonec2-image");
    }
}
