package dev.jmachine.driver.vmwarevsphere.vim;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.spi.FailureKind;
import java.util.Set;

/** Sorts the API's faults by what is to be done about them. */
final class FaultKinds {
    /** Faults that pass: the server is starting, overloaded, or busy with the object. */
    private static final Set<String> PASSING = Set.of("SystemError", "RequestCanceled", "HostCommunication",
            "HostNotReachable", "HostNotConnected", "TaskInProgress", "ConcurrentAccess", "ResourceInUse", "Timedout",
            "LimitExceeded", "NotAuthenticated");
    private static final Set<String> ROOM = Set.of("NoDiskSpace", "NotEnoughLicenses", "NotEnoughCpus",
            "InsufficientResourcesFault", "InsufficientCpuResourcesFault", "InsufficientMemoryResourcesFault",
            "InsufficientStorageSpace", "InsufficientHostCapacityFault", "InsufficientFailoverResourcesFault",
            "VmLimitLicense");

    private FaultKinds() {
    }

    /** Return a fault's type; the place tells nothing, so the server always names it. */
    static String typeOf(VimElement fault) {
        String type = fault.type().isEmpty() ? fault.name() : fault.type();
        return type.substring(type.indexOf(':') + 1);
    }

    static FailureKind of(String fault) {
        if (PASSING.contains(fault)) {
            return FailureKind.TRANSIENT;
        }
        if (ROOM.contains(fault)) {
            return FailureKind.QUOTA;
        }
        return switch (fault) {
            case "InvalidLogin", "PasswordExpired", "NoPermission" -> FailureKind.AUTHENTICATION;
            case "ManagedObjectNotFound" -> FailureKind.NOT_FOUND;
            case "DuplicateName", "AlreadyExists", "FileAlreadyExists" -> FailureKind.ALREADY_EXISTS;
            default -> FailureKind.OTHER;
        };
    }

    static ErrorCode code(FailureKind kind) {
        return switch (kind) {
            case NOT_FOUND -> ErrorCode.PROVIDER_NOT_FOUND;
            case QUOTA -> ErrorCode.QUOTA;
            case AUTHENTICATION -> ErrorCode.AUTHENTICATION;
            case ALREADY_EXISTS, TRANSIENT, OTHER -> ErrorCode.PROVIDER;
        };
    }
}
