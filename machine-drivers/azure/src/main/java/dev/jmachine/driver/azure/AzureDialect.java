package dev.jmachine.driver.azure;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestDialect;
import dev.jmachine.spi.FailureKind;
import java.util.Locale;

/** How the Resource Manager tells of failures: https://learn.microsoft.com/azure/azure-resource-manager/ */
final class AzureDialect implements RestDialect {

    @Override
    public String provider() {
        return "Azure";
    }

    @Override
    public String requestId(RestAnswer answer) {
        return answer.header("x-ms-request-id", "x-ms-correlation-request-id");
    }

    @Override
    public ProviderError error(JsonValue body) {
        JsonValue error = body.at("error");
        String details = String.join(" ",
                error.each("details").stream().map(detail -> detail.text("message")).toList());
        return new ProviderError(error.text("code"), (error.text("message") + " " + details).replaceAll("\\s+", " "));
    }

    @Override
    public FailureKind kind(int status, ProviderError error) {
        return switch (error.code()) {
            case "QuotaExceeded", "SkuNotAvailable", "AllocationFailed", "ZonalAllocationFailed",
                    "OverconstrainedAllocationRequest", "PublicIPCountLimitReached" -> FailureKind.QUOTA;
            case "OperationNotAllowed" -> error.sentence().toLowerCase(Locale.ROOT).contains("quota")
                    ? FailureKind.QUOTA : FailureKind.OTHER;
            // A card stays reserved for three minutes for a machine that could not be made.
            case "AnotherOperationInProgress", "RetryableError", "NicReservedForAnotherVm", "InternalServerError",
                    "OperationPreempted" -> FailureKind.TRANSIENT;
            default -> RestDialect.byStatus(status);
        };
    }
}
