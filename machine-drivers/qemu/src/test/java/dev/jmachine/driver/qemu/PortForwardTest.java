package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortForwardTest {

    @ParameterizedTest
    @CsvSource({
        "8080:80, hostfwd=tcp:127.0.0.1:8080-:80",
        "8080:80/tcp, hostfwd=tcp:127.0.0.1:8080-:80",
        "5353:53/udp, hostfwd=udp:127.0.0.1:5353-:53",
        "0.0.0.0:1:65535, hostfwd=tcp:0.0.0.0:1-:65535"})
    void everyFormIsRead(String text, String argument) {
        assertThat(PortForward.parse(text).argument()).isEqualTo(argument);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "a:80", "80:0", "65536:80", "1.2.3.400:80:80", "1.2.3:80:80", "80:80/sctp",
        "80:80,hostfwd=tcp::1-:1", "::1:80:80"})
    void otherFormsAreRefused(String text) {
        assertThatThrownBy(() -> PortForward.parse(text)).isInstanceOfSatisfying(MachineException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void whatIsSavedIsReadAgain() {
        PortForward forward = PortForward.parse("0.0.0.0:5353:53/udp");
        assertThat(PortForward.parse(forward.toString())).isEqualTo(forward);
    }
}
