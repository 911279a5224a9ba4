package dev.jmachine.driver.jclouds.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.spi.FailureKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudStackDialectTest {
    private final CloudStackDialect dialect = new CloudStackDialect();

    @ParameterizedTest
    @CsvSource({
        "401, unable to verify user credentials, AUTHENTICATION",
        "429, The API request limit is exceeded, TRANSIENT",
        "431, 'Invalid parameter id value=7, or entity does not exist', NOT_FOUND",
        "431, Unable to find ip address by id, NOT_FOUND",
        "431, Only ASCII letters, OTHER",
        "432, The given command is not available for user, OTHER",
        "502, '', TRANSIENT",
        "530, Internal error executing command, TRANSIENT",
        "531, Acct does not have permission, AUTHENTICATION",
        "533, Insufficient capacity, QUOTA",
        "534, Resource is unreachable, TRANSIENT",
        "535, Maximum number of resources of type 'public_ip' exceeded, QUOTA",
        "536, Cannot delete group when it is in use, TRANSIENT",
        "537, conflicts with rule, ALREADY_EXISTS"})
    void eachNumberHasItsMeaning(int status, String sentence, FailureKind kind) {
        assertThat(dialect.kind(status, new ProviderError("9999", sentence))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"530, OTHER", "531, AUTHENTICATION", "533, QUOTA", "534, TRANSIENT", "'', OTHER"})
    void aJobThatFailedIsNoPassingTroubleUnlessItSaysSo(String code, FailureKind kind) {
        assertThat(dialect.kind(0, new ProviderError(code, "Failed"))).isEqualTo(kind);
    }

    @Test
    void theSentenceIsReadFromUnderTheCommandsName() throws IOException {
        assertThat(dialect.error(JsonValue.parse(
                "{\"deployresponse\": {\"errorcode\": 431, \"cserrorcode\": 4350, \"errortext\": \"No.\"}}")))
                .isEqualTo(new ProviderError("4350", "No."));
        assertThat(dialect.error(JsonValue.parse("[]"))).isEqualTo(new ProviderError("", ""));
    }
}
