package dev.jmachine.cli.output;

import java.util.List;

/** Several failures, in the order in which the machines were named. Immutable. */
public final class Failures extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RuntimeException> all;

    /** Create the list; it must not be empty. */
    public Failures(List<? extends RuntimeException> all) {
        super(all.size() + " failures", all.get(0));
        this.all = List.copyOf(all);
    }

    /** Return them. */
    public List<RuntimeException> all() {
        return all;
    }
}
