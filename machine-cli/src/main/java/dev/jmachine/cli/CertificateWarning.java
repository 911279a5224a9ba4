package dev.jmachine.cli;

import dev.jmachine.api.Machines;
import dev.jmachine.cli.command.Session;
import java.time.Duration;
import java.time.Instant;

/** Warns of the end of the certificates with which engines are reached, while there is time to renew them. */
final class CertificateWarning {
    private static final Duration AHEAD = Duration.ofDays(30);

    private CertificateWarning() {
    }

    /** Say so on standard error, when the command that has run has to do with machines and the end is near. */
    static void tell(Session session) {
        session.openedMachines().flatMap(Machines::certificateExpiry)
                .filter(end -> end.isBefore(Instant.now().plus(AHEAD)))
                .ifPresent(end -> session.console().err().println(text(session.program(), end)));
    }

    private static String text(Program program, Instant end) {
        String verb = end.isBefore(Instant.now()) ? "ended" : "end";
        return "Warning: the certificates by which engines are reached " + verb + " on "
                + end.toString().substring(0, "2026-01-31".length()) + ". Renew them on all machines: "
                + program.name() + " regenerate-certs -f --client-certs NAME...";
    }
}
