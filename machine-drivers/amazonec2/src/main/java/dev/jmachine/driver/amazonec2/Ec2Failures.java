package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.FailureKind;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells what Amazon's refusals and the SDK's exceptions mean. Codes:
 * https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-error-codes.html
 */
final class Ec2Failures {
    private static final Set<String> CREDENTIALS = Set.of("AuthFailure", "UnauthorizedOperation", "AccessDenied",
            "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch", "ExpiredToken",
            "ExpiredTokenException", "RequestExpired", "OptInRequired", "Blocked", "PendingVerification",
            "MissingAuthenticationToken", "IncompleteSignature");
    private static final Set<String> CAPACITY = Set.of("InsufficientInstanceCapacity", "InsufficientHostCapacity",
            "InsufficientReservedInstanceCapacity", "InsufficientCapacity", "InsufficientVolumeCapacity",
            "InsufficientAddressCapacity", "InsufficientFreeAddressesInSubnet", "SpotMaxPriceTooLow",
            "MaxSpotInstanceCountExceeded");
    private static final Set<String> THROTTLING = Set.of("RequestLimitExceeded", "Throttling", "ThrottlingException",
            "ThrottledException", "RequestThrottled", "RequestThrottledException", "TooManyRequestsException",
            "EC2ThrottledException", "SlowDown", "BandwidthLimitExceeded", "PriorRequestNotComplete");
    /** Another action, ours or a machine's beside us, is under way: its last group goes as we are about to use it. */
    private static final Set<String> UNSETTLED = Set.of("IncorrectSpotRequestState", "InvalidGroup.InUse",
            "InvalidGroup.NotFound", "ConcurrentTagAccess", "Server.InternalError", "Unavailable", "InternalError",
            "InternalFailure");

    private Ec2Failures() {
    }

    /** Return Amazon's code of a failure, such as {@code InvalidGroup.NotFound}; empty when it is not Amazon's. */
    static String code(Throwable failure) {
        AwsServiceException refusal = refusal(failure);
        return refusal == null || refusal.awsErrorDetails() == null || refusal.awsErrorDetails().errorCode() == null
                ? "" : refusal.awsErrorDetails().errorCode();
    }

    /** Return what a failure means, also when {@link #of} has dressed it. */
    static FailureKind kind(Throwable failure) {
        SdkException cause = cause(failure);
        if (cause == null) {
            return failure instanceof MachineException known ? kind(known.code()) : FailureKind.OTHER;
        }
        AwsServiceException refusal = refusal(cause);
        if (refusal == null) {
            return clientKind(cause);
        }
        FailureKind kind = kind(code(refusal));
        return kind != FailureKind.OTHER ? kind : kindOfStatus(refusal);
    }

    /** Return what a code of Amazon's means. */
    static FailureKind kind(String code) {
        if (THROTTLING.contains(code) || UNSETTLED.contains(code)) {
            return FailureKind.TRANSIENT;
        }
        if (CREDENTIALS.contains(code)) {
            return FailureKind.AUTHENTICATION;
        }
        if (CAPACITY.contains(code) || code.endsWith("LimitExceeded")) {
            return FailureKind.QUOTA;
        }
        if (code.contains("NotFound")) {
            return FailureKind.NOT_FOUND;
        }
        return code.endsWith("Duplicate") ? FailureKind.ALREADY_EXISTS : FailureKind.OTHER;
    }

    private static FailureKind kind(ErrorCode code) {
        return switch (code) {
            case PROVIDER_NOT_FOUND -> FailureKind.NOT_FOUND;
            case QUOTA -> FailureKind.QUOTA;
            case AUTHENTICATION -> FailureKind.AUTHENTICATION;
            default -> FailureKind.OTHER;
        };
    }

    private static FailureKind kindOfStatus(AwsServiceException refusal) {
        if (refusal.statusCode() >= 500 || refusal.statusCode() == 429 || refusal.isThrottlingException()) {
            return FailureKind.TRANSIENT;
        }
        return refusal.statusCode() == 401 || refusal.statusCode() == 403
                ? FailureKind.AUTHENTICATION : FailureKind.OTHER;
    }

    /** Return whether Amazon did not answer at all. */
    static boolean unanswered(Throwable failure) {
        SdkException cause = cause(failure);
        return cause != null && refusal(failure) == null && clientKind(cause) != FailureKind.AUTHENTICATION;
    }

    private static FailureKind clientKind(SdkException failure) {
        if (failure instanceof AbortedException || has(failure, UnknownHostException.class)) {
            return FailureKind.OTHER;
        }
        boolean passing = timedOut(failure) || has(failure, IOException.class);
        return passing ? FailureKind.TRANSIENT
                : saysNoCredentials(failure) ? FailureKind.AUTHENTICATION : FailureKind.OTHER;
    }

    /** Dress an exception of the SDK for the user. The cause stays, so that {@link #kind} knows it. */
    static MachineException of(String activity, SdkException failure) {
        AwsServiceException refusal = refusal(failure);
        if (failure instanceof AbortedException) {
            Thread.currentThread().interrupt();
            return new MachineException(ErrorCode.CANCELLED, activity, "The call was cancelled.", failure);
        }
        String problem = refusal != null ? sentence(refusal) : sentence(failure);
        return new MachineException(errorCode(failure), activity, problem, failure);
    }

    private static ErrorCode errorCode(SdkException failure) {
        if (timedOut(failure)) {
            return ErrorCode.TIMEOUT;
        }
        return switch (kind(failure)) {
            case NOT_FOUND -> ErrorCode.PROVIDER_NOT_FOUND;
            case QUOTA -> ErrorCode.QUOTA;
            case AUTHENTICATION -> ErrorCode.AUTHENTICATION;
            case ALREADY_EXISTS, TRANSIENT, OTHER -> ErrorCode.PROVIDER;
        };
    }

    private static String sentence(AwsServiceException refusal) {
        String said = refusal.awsErrorDetails() == null ? null : refusal.awsErrorDetails().errorMessage();
        String code = code(refusal);
        String what = code.isEmpty() ? "HTTP status " + refusal.statusCode() : code;
        return "Amazon says " + what + (said == null || said.isBlank() ? "." : ": " + said.strip())
                + " (request id " + (refusal.requestId() == null ? "not told" : refusal.requestId()) + ")";
    }

    private static String sentence(SdkException failure) {
        if (saysNoCredentials(failure)) {
            // The chain tells of each of its six links, the cause of all being that nothing was given.
            boolean none = failure.getMessage().startsWith("Unable to load credentials from any of the providers");
            return (none ? "No credentials were found." : failure.getMessage()) + " Give --" + Ec2Options.ACCESS_KEY
                    + " and --" + Ec2Options.SECRET_KEY + " or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name"
                    + " a profile with --" + Ec2Options.PROFILE + " or AWS_PROFILE.";
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = root == failure ? "" : " (" + root.getClass().getSimpleName() + ": " + root.getMessage() + ")";
        return "Amazon gave no answer: " + failure.getMessage() + why;
    }

    private static boolean saysNoCredentials(SdkException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("credentials") && !has(failure, IOException.class);
    }

    private static boolean timedOut(SdkException failure) {
        return failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException;
    }

    private static AwsServiceException refusal(Throwable failure) {
        return find(failure, AwsServiceException.class);
    }

    private static SdkException cause(Throwable failure) {
        return find(failure, SdkException.class);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return find(failure, type) != null;
    }

    private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
