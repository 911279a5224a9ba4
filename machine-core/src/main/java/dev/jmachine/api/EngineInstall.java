package dev.jmachine.api;

import java.util.Locale;
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
     * Read an install as users write it: {@code auto}, {@code script}, {@code package}, {@code none}, or the URL of a
     * script, with {@code ,sha256:HEX} after it or not.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if it is none of these
     */
    public static EngineInstall parse(String text) {
        for (Mode mode : Mode.values()) {
            if (mode != Mode.URL && mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return of(mode);
            }
        }
        int comma = text.lastIndexOf(",sha256:");
        String url = comma < 0 ? text : text.substring(0, comma);
        if (!url.matches("https?://.+")) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading how the engine is to be installed",
                    "\"" + text + "\" is none of auto, script, package, none, or a URL with or without ,sha256:HEX.");
        }
        return fromUrl(url, comma < 0 ? "" : text.substring(comma + 1));
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
