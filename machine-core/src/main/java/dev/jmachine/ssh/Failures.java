package dev.jmachine.ssh;

import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Words failures of sockets, files and SSHJ for messages. */
final class Failures {

    private Failures() {}

    /** Return what the innermost cause with a message says, as a sentence. */
    static String describe(Throwable failure) {
        Throwable telling = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                telling = cause;
            }
        }
        String text = text(telling);
        return text.endsWith(".") ? text : text + ".";
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        if (failure instanceof UnknownHostException) {
            return "The host name " + message + " cannot be resolved";
        }
        if (failure instanceof NoSuchFileException) {
            return "There is no " + message;
        }
        if (failure instanceof AccessDeniedException) {
            return message + " is not accessible";
        }
        return message.equals("Broken transport; encountered EOF") ? "The host closed the connection" : message;
    }
}
