package dev.jmachine.driver.vmwarevsphere.vim;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.FailureKind;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports that the server refused or failed a call or a task, or could not be asked. */
public final class VimException extends MachineException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String fault;

    private VimException(
            ErrorCode code, FailureKind kind, String fault, String activity, String problem, Throwable cause) {
        super(code, activity, problem, cause);
        this.kind = kind;
        this.fault = fault;
    }

    /**
     * Return the failure that the server has told of.
     *
     * @param detail its fault
     * @param sentence its sentence about it
     * @param operation the operation's id, by which the server's log tells more
     */
    static VimException told(String activity, VimElement detail, String sentence, String operation) {
        String fault = FaultKinds.typeOf(detail);
        String privilege = detail.text("privilegeId");
        String words = Stream.of(sentence.strip(), privilege.isEmpty() ? "" : "privilege " + privilege)
                .filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
        String told = "vSphere answers " + fault + (words.isEmpty() ? "" : ": " + words);
        FailureKind kind = FaultKinds.of(fault);
        return new VimException(FaultKinds.code(kind), kind, fault, activity,
                told + (told.endsWith(".") ? "" : ".") + " (operation " + operation + ")", null);
    }

    /** Return the failure of a call that got no answer, or none from the server itself; it may have been done. */
    static VimException unanswered(ErrorCode code, String activity, String problem, Throwable cause) {
        return new VimException(code, FailureKind.TRANSIENT, "", activity, problem, cause);
    }

    /** Return what kind of failure it is. */
    public FailureKind kind() {
        return kind;
    }

    /** Return the type of the server's fault; empty when there was no answer. */
    public String fault() {
        return fault;
    }
}
