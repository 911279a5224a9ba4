package dev.jmachine.driver.amazonec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.FailureKind;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class Ec2FailuresTest {

    private static SdkException refusal(int status, String code) {
        return Ec2Exception.builder().statusCode(status).requestId("request-7")
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("So it is.").build())
                .build();
    }

    @ParameterizedTest
    @CsvSource({"RequestLimitExceeded, TRANSIENT", "Throttling, TRANSIENT", "InternalError, TRANSIENT",
            "IncorrectSpotRequestState, TRANSIENT", "AuthFailure, AUTHENTICATION",
            "UnauthorizedOperation, AUTHENTICATION", "RequestExpired, AUTHENTICATION",
            "InstanceLimitExceeded, QUOTA", "VcpuLimitExceeded, QUOTA", "InsufficientInstanceCapacity, QUOTA",
            "SecurityGroupLimitExceeded, QUOTA", "InvalidInstanceID.NotFound, NOT_FOUND",
            "InvalidKeyPair.Duplicate, ALREADY_EXISTS", "InvalidParameterValue, OTHER"})
    void amazonsCodesMeanWhatIsDoneNext(String code, FailureKind kind) {
        assertThat(Ec2Failures.kind(refusal(400, code))).isEqualTo(kind);
        assertThat(Ec2Failures.kind(Ec2Failures.of("Trying", refusal(400, code)))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"500, TRANSIENT", "503, TRANSIENT", "429, TRANSIENT", "401, AUTHENTICATION", "400, OTHER"})
    void aStatusSpeaksForACodeThatIsNotKnown(int status, FailureKind kind) {
        assertThat(Ec2Failures.kind(refusal(status, "Unheard"))).isEqualTo(kind);
    }

    @Test
    void theMessageHoldsWhatWasDoneAndAmazonsCodeSentenceAndRequestId() {
        MachineException failure = Ec2Failures.of("Importing the key pair web", refusal(403, "UnauthorizedOperation"));
        assertThat(failure).hasMessage("Importing the key pair web: Amazon says UnauthorizedOperation: So it is."
                + " (request id request-7)");
        assertThat(failure.code()).isEqualTo(ErrorCode.AUTHENTICATION);
    }

    @Test
    void aBrokenConnectionPassesAndAnUnknownHostDoesNot() {
        SdkException broken = SdkClientException.create("No answer", new SocketException("Connection reset"));
        SdkException unknown = SdkClientException.create("No answer", new UnknownHostException("ec2.nowhere"));
        assertThat(Ec2Failures.kind(broken)).isEqualTo(FailureKind.TRANSIENT);
        assertThat(Ec2Failures.kind(unknown)).isEqualTo(FailureKind.OTHER);
        assertThat(Ec2Failures.unanswered(unknown)).isTrue();
        assertThat(Ec2Failures.of("Trying", unknown)).hasMessageContaining("ec2.nowhere");
    }

    @Test
    void missingCredentialsAreToldWithTheFlagsAndVariables() {
        MachineException failure = Ec2Failures.of("Trying", SdkClientException.create(
                "Unable to load credentials from any of the providers in the chain"));
        assertThat(failure.code()).isEqualTo(ErrorCode.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("--amazonec2-access-key").hasMessageContaining("AWS_PROFILE");
        assertThat(Ec2Failures.unanswered(failure)).isFalse();
    }

    @Test
    void aDeadlineIsATimeoutAndPasses() {
        MachineException failure = Ec2Failures.of("Trying", ApiCallTimeoutException.create(1));
        assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(Ec2Failures.kind(failure)).isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void anInterruptionIsACancellationAndStays() {
        MachineException failure = Ec2Failures.of("Trying", AbortedException.create("Interrupted"));
        assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Ec2Failures.kind(failure)).isEqualTo(FailureKind.OTHER);
    }
}
