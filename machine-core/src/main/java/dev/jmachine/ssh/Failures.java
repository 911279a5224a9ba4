package dev.jmachine.ssh;

/** Words failures of sockets and SSHJ for messages. */
final class Failures {

    private Failures() {}

    /** Return the innermost message that says something, as a sentence. */
    static String describe(Throwable failure) {
        String text = failure.getClass().getSimpleName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                text = cause.getMessage();
            }
        }
        return text.endsWith(".") ? text : text + ".";
    }
}
