package dev.jmachine.cloud;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.FailureKind;

/**
 * Reports that a provider refused or failed a request, or could not be reached: with the provider's own code and
 * sentence, and the id under which its support finds the request.
 */
public final class ProviderException extends MachineException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String providerCode;
    private final String requestId;
    private final FailureKind kind;

    private ProviderException(
            String activity, FailureKind kind, int status, ProviderError error, String requestId, String problem) {
        super(codeOf(kind), activity, problem);
        this.status = status;
        this.providerCode = error.code();
        this.requestId = requestId;
        this.kind = kind;
    }

    private ProviderException(ErrorCode code, String activity, String problem, Throwable cause) {
        super(code, activity, problem, cause);
        this.status = 0;
        this.providerCode = "";
        this.requestId = "";
        this.kind = FailureKind.TRANSIENT;
    }

    /**
     * Return the failure that a provider has told of.
     *
     * @param activity what was being done
     * @param status HTTP status, or 0 for a failure told in an answer that itself was a success
     * @param requestId the id of the request or of the operation that failed; empty when there is none
     */
    public static ProviderException told(
            RestDialect dialect, String activity, int status, ProviderError error, String requestId) {
        String verdict = dialect.provider() + (status == 0 ? " reports a failure" : " answers with status " + status)
                + (error.code().isEmpty() ? "" : ", " + error.code());
        String sentence = error.sentence().strip();
        String problem = verdict + (sentence.isEmpty() ? "." : ": " + sentence + (sentence.endsWith(".") ? "" : "."));
        return new ProviderException(activity, dialect.kind(status, error), status, error, requestId,
                requestId.isEmpty() ? problem : problem + " (request id " + requestId + ")");
    }

    /** Return the failure of a request that was not answered; it may have been carried out all the same. */
    public static ProviderException unanswered(ErrorCode code, String activity, String problem, Throwable cause) {
        return new ProviderException(code, activity, problem, cause);
    }

    private static ErrorCode codeOf(FailureKind kind) {
        return switch (kind) {
            case NOT_FOUND -> ErrorCode.PROVIDER_NOT_FOUND;
            case QUOTA -> ErrorCode.QUOTA;
            case AUTHENTICATION -> ErrorCode.AUTHENTICATION;
            case ALREADY_EXISTS, TRANSIENT, OTHER -> ErrorCode.PROVIDER;
        };
    }

    /** Tell what kind of failure any exception is. */
    public static FailureKind kindOf(Throwable failure) {
        return failure instanceof ProviderException told ? told.kind : FailureKind.OTHER;
    }

    /** Return the HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** Return the provider's code; empty when it gave none. */
    public String providerCode() {
        return providerCode;
    }

    /** Return the id of the request; empty when the provider gave none. */
    public String requestId() {
        return requestId;
    }

    /** Return what kind of failure it is. */
    public FailureKind kind() {
        return kind;
    }
}
