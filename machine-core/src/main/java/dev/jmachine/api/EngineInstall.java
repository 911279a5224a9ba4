package dev.jmachine.api;

import java.util.Objects;

/**
 * Says how Docker Engine comes onto a host that has none.
 *
 * @param mode the way
 * @param url where the install script is fetched from, for {@link Mode#URL}; else empty
 * @param checksum what the script must hash to, as {@code sha256:HEX}, for {@link Mode#URL}; else empty
 */
public record EngineInstall(Mode mode, String url, String checksum) {

    /** The ways of installing an engine. An engine that is there already is always kept. */
    public enum Mode {
        /** Docker's official script where the host can reach it, else the distribution's package. */
        AUTO,
        /** Docker's official script. */
        SCRIPT,
        /** The distribution's own package. */
        PACKAGE,
        /** Install nothing; fail when no engine is there. */
        NONE,
        /** A script from a URL, with a checksum. */
        URL
    }

    /** {@link Mode#AUTO}. */
    public static final EngineInstall AUTO = new EngineInstall(Mode.AUTO, "", "");

    /** Check that nothing is null. */
    public EngineInstall {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(checksum, "checksum");
    }

    /**
     * Return the install of a mode that needs no URL.
     *
     * @throws IllegalArgumentException if the mode is {@link Mode#URL}
     */
    public static EngineInstall of(Mode mode) {
        if (mode == Mode.URL) {
            throw new IllegalArgumentException("a URL install needs a URL");
        }
        return new EngineInstall(mode, "", "");
    }

    /**
     * Return the install by a script from a URL.
     *
     * @param url where the script is
     * @param checksum {@code sha256:HEX} of the script, or empty for an unverified one, which is said to the user
     */
    public static EngineInstall fromUrl(String url, String checksum) {
        return new EngineInstall(Mode.URL, url, checksum);
    }
}
