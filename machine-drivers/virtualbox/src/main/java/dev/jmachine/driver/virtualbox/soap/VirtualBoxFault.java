package dev.jmachine.driver.virtualbox.soap;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.FailureKind;
import java.util.Set;

/** Reports that VirtualBox refused or failed a call, or that its web service did not answer. Immutable. */
public final class VirtualBoxFault extends MachineException {
    private static final long serialVersionUID = 1L;
    /** No such object: {@code VBOX_E_OBJECT_NOT_FOUND}. */
    private static final int OBJECT_NOT_FOUND = 0x80bb0001;
    /** What VirtualBox says, with E_ACCESSDENIED, of an object that was taken away after it had named it. */
    private static final String GONE = "The object is not ready";
    /** {@code E_ACCESSDENIED}. */
    private static final int ACCESS_DENIED = 0x80070005;

    /** {@code VBOX_E_INVALID_OBJECT_STATE} and {@code VBOX_E_OBJECT_IN_USE}. */
    private static final Set<Integer> IN_USE = Set.of(0x80bb0007, 0x80bb000c);

    private final FailureKind kind;
    private final int resultCode;

    private VirtualBoxFault(ErrorCode code, FailureKind kind, String activity, String problem, Throwable cause) {
        this(code, kind, activity, problem, cause, 0);
    }

    private VirtualBoxFault(
            ErrorCode code, FailureKind kind, String activity, String problem, Throwable cause, int resultCode) {
        super(code, activity, problem, cause);
        this.kind = kind;
        this.resultCode = resultCode;
    }

    /**
     * Return what VirtualBox itself reports.
     *
     * @param resultCode its result code, one of the constants of {@code VirtualBox.xidl}
     * @param text what it says
     */
    public static VirtualBoxFault of(String activity, int resultCode, String text) {
        String hexadecimal = String.format("0x%08x", resultCode);
        String problem = text.isBlank() ? "VirtualBox reports " + hexadecimal + "."
                : text.contains(hexadecimal) ? text : text + " (" + hexadecimal + ")";
        return switch (text.contains(GONE) ? OBJECT_NOT_FOUND : resultCode) {
            case OBJECT_NOT_FOUND ->
                new VirtualBoxFault(ErrorCode.PROVIDER_NOT_FOUND, FailureKind.NOT_FOUND, activity, problem, null);
            case ACCESS_DENIED ->
                new VirtualBoxFault(ErrorCode.AUTHENTICATION, FailureKind.AUTHENTICATION, activity, problem, null);
            default -> new VirtualBoxFault(ErrorCode.PROVIDER, FailureKind.OTHER, activity, problem, null,
                    resultCode);
        };
    }

    /** Return that the web service refused a call without a result code. */
    static VirtualBoxFault refused(String activity, String text) {
        return new VirtualBoxFault(ErrorCode.PROVIDER, FailureKind.OTHER, activity, text, null);
    }

    /** Return that the user and the password are not accepted. */
    static VirtualBoxFault notAuthenticated(String activity) {
        return new VirtualBoxFault(ErrorCode.AUTHENTICATION, FailureKind.AUTHENTICATION, activity,
                "The web service does not accept the user and the password.", null);
    }

    /** Return that the web service did not answer as one; likely to pass. */
    static VirtualBoxFault unreachable(String activity, String problem, Throwable cause) {
        return new VirtualBoxFault(ErrorCode.PROVIDER, FailureKind.TRANSIENT, activity, problem, cause);
    }

    /** Return that no answer came in time; likely to pass. */
    static VirtualBoxFault late(String activity, String problem) {
        return new VirtualBoxFault(ErrorCode.TIMEOUT, FailureKind.TRANSIENT, activity, problem, null);
    }

    /** Return whether VirtualBox refused because something else uses the object now. */
    public boolean inUse() {
        return IN_USE.contains(resultCode);
    }

    /** Return whether VirtualBox refused because a file is not there; of that its text alone tells. */
    public boolean noFile() {
        return problem().contains("VERR_FILE_NOT_FOUND") || problem().contains("VERR_PATH_NOT_FOUND");
    }

    /** Return what it means for what is done next. */
    public FailureKind kind() {
        return kind;
    }
}
