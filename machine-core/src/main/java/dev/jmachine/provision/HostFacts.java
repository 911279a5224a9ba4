package dev.jmachine.provision;

import java.util.Optional;

/** What detection found on a host: a picture of one moment. Immutable. */
public final class HostFacts {

    /** Return what the host calls its operating system, such as "Debian GNU/Linux 12 (bookworm)". */
    public String operatingSystem() {
        throw new UnsupportedOperationException();
    }

    /** Return the kernel's name of the machine's architecture, such as {@code x86_64}. */
    public String architecture() {
        throw new UnsupportedOperationException();
    }

    /** Return what starts services. */
    public InitSystem initSystem() {
        throw new UnsupportedOperationException();
    }

    /** Return the version of the installed engine, such as {@code 26.1.5+dfsg1}; empty when there is none. */
    public Optional<String> engineVersion() {
        throw new UnsupportedOperationException();
    }

    /** Return whether the engine runs. */
    public boolean engineRunning() {
        throw new UnsupportedOperationException();
    }
}
