package dev.jmachine.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.MachineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @Test
    void tokensGoOverHttpsOrToThisComputer() {
        assertThat(Endpoint.parse("it", "https://api.example.com/")).hasToString("https://api.example.com");
        assertThat(Endpoint.parse("it", "http://127.0.0.1:8080")).hasToString("http://127.0.0.1:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api.example.com", "http://api.example.com", "ftp://x", "https://x/?a", "https://a b"})
    void whatIsNeitherIsRefused(String url) {
        assertThatThrownBy(() -> Endpoint.parse("--cloud-endpoint", url)).isInstanceOf(MachineException.class)
                .hasMessageContaining("Reading --cloud-endpoint");
    }
}
