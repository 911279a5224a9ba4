package dev.jmachine.driver.digitalocean;

import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.InvalidOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An SSH public key.
 *
 * @param line the key in OpenSSH's form
 */
record PublicKey(String line) {

    /** Return the fingerprint by which DigitalOcean knows it: MD5, as OpenSSH wrote it once. */
    String fingerprint() {
        String[] fields = line.strip().split("\\s+");
        try {
            byte[] key = Base64.getDecoder().decode(fields.length < 2 ? "" : fields[1]);
            if (key.length == 0) {
                throw invalid(null);
            }
            return HexFormat.ofDelimiter(":").formatHex(MessageDigest.getInstance("MD5").digest(key));
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }

    private static MachineException invalid(Exception cause) {
        return InvalidOption.of(DigitalOceanOptions.SSH_KEY_PATH,
                "The file beside it, of the same name and \".pub\", holds no SSH public key.", cause);
    }
}
