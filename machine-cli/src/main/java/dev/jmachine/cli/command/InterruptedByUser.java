package dev.jmachine.cli.command;

/** Reports that the user pressed Ctrl-C and the work has stopped at a safe point. */
public final class InterruptedByUser extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
