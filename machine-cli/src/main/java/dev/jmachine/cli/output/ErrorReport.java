package dev.jmachine.cli.output;

import dev.jmachine.api.BatchException;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cli.advice.AdviceCatalogue;
import java.io.PrintStream;

/**
 * Prints a failure in three lines: what was being done, what happened, what to do next with the code in brackets.
 *
 * <p>Where docker-machine has a text that scripts look for, that is the first line.
 */
public final class ErrorReport {
    private final PrintStream err;
    private final String program;
    private final boolean stacktrace;

    /**
     * Create a report.
     *
     * @param err where to
     * @param program the program's name, for advice
     * @param stacktrace whether to show where the failure comes from
     */
    public ErrorReport(PrintStream err, String program, boolean stacktrace) {
        this.err = err;
        this.program = program;
        this.stacktrace = stacktrace;
    }

    /** Print a failure. */
    public void print(RuntimeException failure) {
        if (failure instanceof Failures several) {
            several.all().forEach(this::print);
            return;
        }
        if (failure instanceof BatchException batch) {
            batch.failures().values().forEach(this::print);
            return;
        }
        if (failure instanceof Failure headed) {
            lines(headed.heading(), headed.failure());
        } else if (failure instanceof MachineException known) {
            lines(heading(known), known);
        } else {
            lines("Running " + program,
                    new MachineException(ErrorCode.INTERNAL, "Running " + program, failure.toString(), failure));
        }
        if (stacktrace) {
            failure.printStackTrace(err);
        }
    }

    private void lines(String heading, MachineException failure) {
        err.println(heading);
        String more = heading.contains(failure.problem()) ? failure.activity() : failure.problem();
        if (!heading.contains(more)) {
            err.println("  " + more.strip().replace("\n", "\n  "));
        }
        err.println("  " + AdviceCatalogue.action(failure, program) + " [" + failure.code() + "]");
    }

    /** Return the first line: docker-machine's text where it has one, else what was being done. */
    private static String heading(MachineException failure) {
        if (isPrecreateCheck(failure)) {
            return "Error with pre-create check: \"" + failure.problem() + "\"";
        }
        return switch (failure.code()) {
            case MACHINE_NOT_FOUND, MACHINE_EXISTS, DRIVER_NOT_FOUND -> failure.problem();
            case INVALID_ARGUMENT -> failure.step().isPresent()
                    ? "Error setting machine configuration from flags provided: " + failure.problem() : placed(failure);
            // "is already running."
            case WRONG_STATE -> failure.problem().startsWith("Machine \"") ? failure.problem() : placed(failure);
            // Without full stop it is docker-machine's own text: "hosts without a driver cannot be stopped"
            case UNSUPPORTED -> failure.problem().endsWith(".") ? placed(failure) : failure.problem();
            default -> placed(failure);
        };
    }

    /** Return whether a check made before anything was created has failed, which has an exit status of its own. */
    public static boolean isPrecreateCheck(MachineException failure) {
        return failure.code() == ErrorCode.PRECREATE_CHECK_FAILED
                || failure.step().filter("check"::equals).isPresent()
                && failure.code() != ErrorCode.INVALID_ARGUMENT && failure.code() != ErrorCode.CANCELLED;
    }

    private static String placed(MachineException failure) {
        return failure.activity() + failure.machine()
                .filter(machine -> !failure.activity().contains(machine))
                .map(machine -> " (machine \"" + machine + "\")").orElse("");
    }
}
