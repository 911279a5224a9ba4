package dev.jmachine.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports that some of several machines failed, and carries those that succeeded.
 *
 * <p>The failures stand in the order in which the machines were named.
 */
public final class BatchException extends MachineException {
    private static final long serialVersionUID = 1L;

    private final transient List<Machine> succeeded;
    private final transient Map<String, MachineException> failures;

    /**
     * Create the report.
     *
     * @param activity what was being done
     * @param succeeded the machines that succeeded, in the order named
     * @param failures why each of the others failed, by name, in the order named; never empty
     */
    public BatchException(String activity, List<Machine> succeeded, Map<String, MachineException> failures) {
        super(ErrorCode.PARTIAL_FAILURE, activity, summary(succeeded.size(), failures),
                failures.values().iterator().next());
        this.succeeded = List.copyOf(succeeded);
        this.failures = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    private static String summary(int succeeded, Map<String, MachineException> failures) {
        int all = succeeded + failures.size();
        return failures.size() + " of " + all + " machines failed: " + String.join(", ", failures.keySet());
    }

    /** Return the machines that succeeded, in the order named. */
    public List<Machine> succeeded() {
        return succeeded;
    }

    /** Return why each of the others failed, by name, in the order named. */
    public Map<String, MachineException> failures() {
        return failures;
    }
}
