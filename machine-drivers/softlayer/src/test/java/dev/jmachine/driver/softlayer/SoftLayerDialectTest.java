package dev.jmachine.driver.softlayer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.cloud.ProviderError;
import dev.jmachine.spi.FailureKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftLayerDialectTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            401 | InvalidLegacyToken                       | Invalid API token.                  | AUTHENTICATION
            500 | Public                                   | Access Denied.                      | AUTHENTICATION
            404 | ObjectNotFound                           | Unable to find object with id of 1. | NOT_FOUND
            404 | Public                                   | Service does not exist              | OTHER
            404 | -                                        | -                                   | OTHER
            500 | Public                                   | Internal Error                      | TRANSIENT
            0   | Public                                   | Internal Error                      | TRANSIENT
            0   | -                                        | -                                   | TRANSIENT
            500 | -                                        | -                                   | TRANSIENT
            503 | -                                        | -                                   | TRANSIENT
            429 | -                                        | -                                   | TRANSIENT
            500 | WebService_RateLimitExceeded             | Rate limit exceeded                 | TRANSIENT
            500 | Virtual_Guest_ActiveTransactionExists    | An outstanding transaction          | TRANSIENT
            500 | Order_InvalidLocation                    | The location is invalid.            | OTHER
            500 | Public                                   | SSH key already exists.             | OTHER
            500 | Virtual_Host_Pool_InsufficientResources  | Could not place order.              | QUOTA
            500 | Public                                   | You have reached the account limit. | QUOTA
            """)
    void tellsWhatKindOfFailureItIs(int status, String exception, String sentence, FailureKind kind) {
        ProviderError error = new ProviderError(
                exception == null ? "" : "SoftLayer_Exception_" + exception, sentence == null ? "" : sentence);
        assertThat(new SoftLayerDialect().kind(status, error)).isEqualTo(kind);
    }
}
