package dev.jmachine.driver.amazonec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.MachineException;
import dev.jmachine.testkit.FakeRestApi;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerAddressTest {

    private static final class Service extends FakeRestApi {
        private final int status;
        private final String text;

        Service(int status, String text) {
            this.status = status;
            this.text = text;
        }

        @Override
        protected Reply answer(Request request, String requestId) {
            return new Reply(status, Map.of(), text);
        }
    }

    @Test
    void theServicesAnswerIsARangeOfOneAddress() {
        try (Service service = new Service(200, "192.0.2.9\n")) {
            assertThat(CallerAddress.range(service.url().toString(), false)).isEqualTo("192.0.2.9/32");
        }
        try (Service service = new Service(200, "2001:db8::9")) {
            assertThat(CallerAddress.range(service.url().toString(), true)).isEqualTo("2001:db8::9/128");
        }
    }

    @ParameterizedTest
    @CsvSource({"200, <html>log in first</html>", "503, 192.0.2.9", "200, ' '", "200, 2001:db8::9"})
    void whateverElseIsToldWithTheFlagToGiveInstead(int status, String text) {
        try (Service service = new Service(status, text)) {
            assertThatThrownBy(() -> CallerAddress.range(service.url().toString(), false))
                    .isInstanceOf(MachineException.class).hasMessageContaining("--amazonec2-allow-from");
        }
    }

    @Test
    void aServiceThatIsNotThereIsToldLikewise() {
        Service gone = new Service(200, "");
        gone.close();
        assertThatThrownBy(() -> CallerAddress.range(gone.url().toString(), false))
                .isInstanceOf(MachineException.class).hasMessageContaining("--amazonec2-allow-from");
    }
}
