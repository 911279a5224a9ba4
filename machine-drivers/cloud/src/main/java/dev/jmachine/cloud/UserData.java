package dev.jmachine.cloud;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.HostKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the user data that a cloud hands to cloud-init at the first boot: the user to log in as with this computer's
 * key, and the SSH host key by which the machine is known from the first connection on.
 *
 * <p>The text is JSON, which is YAML too and needs no care with what is in the values. User data of the user's own is
 * put beside it as a part of a MIME archive, which cloud-init takes apart:
 * https://cloudinit.readthedocs.io/en/latest/explanation/format.html
 */
public final class UserData {
    private static final String BOUNDARY = "==jmachine-part==";

    private UserData() {
    }

    /**
     * Return the user data of a machine. It holds the private host key: whoever can read it at the provider can pass
     * for the machine.
     *
     * @param user the user to make, who may use sudo without a password
     */
    public static String of(DriverContext context, String user) {
        return of(context, user, context.clientPublicKey(), "");
    }

    /**
     * Return the user data of a machine, with the user's own beside it.
     *
     * @param own a cloud-config, a script, or whatever else cloud-init knows by its first line; empty for none
     */
    public static String of(DriverContext context, String user, String own) {
        return of(context, user, context.clientPublicKey(), own);
    }

    /**
     * Return the user data of a machine that is logged in to with another key than the one made for it.
     *
     * @param publicKey the key's public half in OpenSSH's form
     * @param own the user's own user data; empty for none
     */
    public static String of(DriverContext context, String user, String publicKey, String own) {
        String ours = "#cloud-config\n" + json(settings(context, user, publicKey)) + "\n";
        return own.isBlank() ? ours : archive(part("text/cloud-config", ours), part(contentType(own), own));
    }

    private static Map<String, Object> settings(DriverContext context, String user, String publicKey) {
        HostKey hostKey = context.hostKey();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("hostname", context.machineName());
        if (user.equals("root")) {
            // No other user is made, or cloud-init would have root told to log in as that one.
            data.put("users", List.of());
            data.put("disable_root", false);
        } else {
            // The distribution's default user by another name: shell and groups stay as the distribution has them.
            data.put("user", Map.of("name", user, "sudo", "ALL=(ALL) NOPASSWD:ALL", "lock_passwd", true));
        }
        data.put("ssh_authorized_keys", List.of(publicKey.strip()));
        data.put("ssh_pwauth", false);
        data.put("ssh_deletekeys", true);
        data.put("ssh_genkeytypes", List.of("ed25519"));
        data.put("ssh_keys", Map.of(
                "ed25519_private", hostKey.privateKey(), "ed25519_public", hostKey.publicKey()));
        return data;
    }

    private static String json(Map<String, Object> values) {
        try {
            return JSON.std.asString(values);
        } catch (IOException e) {
            // Nothing but memory is written to.
            throw new UncheckedIOException(e);
        }
    }

    private static String contentType(String text) {
        if (text.startsWith("#!")) {
            return "text/x-shellscript";
        }
        return text.startsWith("#cloud-config") ? "text/cloud-config" : "text/plain";
    }

    private static String archive(String... parts) {
        return "Content-Type: multipart/mixed; boundary=\"" + BOUNDARY + "\"\nMIME-Version: 1.0\n\n"
                + String.join("", parts) + "--" + BOUNDARY + "--\n";
    }

    private static String part(String contentType, String text) {
        return "--" + BOUNDARY + "\nContent-Type: " + contentType + "; charset=\"utf-8\"\n"
                + "Merge-Type: list(append)+dict(no_replace,recurse_list)+str()\n\n" + text + "\n";
    }
}
