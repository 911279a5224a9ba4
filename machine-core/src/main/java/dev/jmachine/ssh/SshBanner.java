package dev.jmachine.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The line by which an SSH server makes itself known (RFC 4253, 4.2); others may stand before it. */
final class SshBanner {
    private static final String BEGIN = "\nSSH-";
    private static final int SEARCH_LIMIT = 8192;

    private SshBanner() {}

    /** Read as far as the banner's beginning, and return whether it came. */
    static boolean isSaid(InputStream in) throws IOException {
        StringBuilder seen = new StringBuilder("\n");
        while (seen.length() < SEARCH_LIMIT) {
            byte[] one = in.readNBytes(1);
            if (one.length == 0) {
                return false;
            }
            seen.append(new String(one, StandardCharsets.ISO_8859_1));
            if (seen.indexOf(BEGIN) >= 0) {
                return true;
            }
        }
        return false;
    }
}
