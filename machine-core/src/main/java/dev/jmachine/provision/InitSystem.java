package dev.jmachine.provision;

/** What starts services on a host. */
public enum InitSystem {
    /** systemd. */
    SYSTEMD,
    /** OpenRC, as on Alpine. */
    OPENRC,
    /** Another one, which engines are not managed with. */
    OTHER
}
