package dev.jmachine.api;

import java.util.Objects;

/**
 * Says whether a driver can work on this computer.
 *
 * @param ready whether it can
 * @param detail what was found, such as "QEMU 7.2, TCG (no hardware virtualization)", or why it cannot work
 * @param fix what the user can do about it, such as a command; empty when ready
 */
public record Readiness(boolean ready, String detail, String fix) {

    /** Check that nothing is null. */
    public Readiness {
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(fix, "fix");
    }

    /** Return that the driver can work. */
    public static Readiness usable(String detail) {
        return new Readiness(true, detail, "");
    }

    /** Return that the driver cannot work here. */
    public static Readiness missing(String why, String fix) {
        return new Readiness(false, why, fix);
    }
}
