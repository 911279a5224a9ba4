package dev.jmachine.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a certificate says, as far as its keeper wants to know.
 *
 * @param subject whom it was made for, as a distinguished name
 * @param names the host names and addresses that it is for; empty when it names none
 * @param notAfter when it ends
 * @param signedByAuthority whether the authority that was asked has signed it
 */
public record CertificateFacts(String subject, List<String> names, Instant notAfter, boolean signedByAuthority) {

    /** Copy the names. */
    public CertificateFacts {
        names = List.copyOf(names);
    }

    /** Return how many whole days of it are left at that time; negative when it has ended. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(Duration.between(now, notAfter).toSeconds(), Duration.ofDays(1).toSeconds());
    }

    /** Return whether it has ended at that time. */
    public boolean hasExpired(Instant now) {
        return !now.isBefore(notAfter);
    }
}
