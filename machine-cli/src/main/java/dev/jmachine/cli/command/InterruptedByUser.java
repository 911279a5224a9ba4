package dev.jmachine.cli.command;

import java.util.List;

/** Reports that the user pressed Ctrl-C and the work has stopped at a safe point. Immutable. */
public final class InterruptedByUser extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RuntimeException> results;
    private final String remains;

    /**
     * Create the report.
     *
     * @param results why each item failed, null for those that succeeded, in the order of the items
     * @param remains what remains and how to go on, for the user
     */
    public InterruptedByUser(List<RuntimeException> results, String remains) {
        super(remains);
        this.results = results;
        this.remains = remains;
    }

    /** Return why each item failed, null for those that succeeded, in the order of the items. */
    public List<RuntimeException> results() {
        return results;
    }

    /** Return what remains and how to go on. */
    public String remains() {
        return remains;
    }
}
