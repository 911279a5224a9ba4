package dev.jmachine.driver.virtualbox.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A user of the web service for one run of it, known to VirtualBox's library {@code VBoxAuthSimple}: that keeps a
 * SHA-256 of the password among VirtualBox's global values, under the user's name.
 */
final class ServiceUser {
    private static final String KEY = "VBoxAuthSimple/users/";
    private static final int BYTES = 24;

    private final VirtualBoxInstallation installation;
    private final ServiceNotes notes;
    private final String name;
    private final String password;

    private ServiceUser(VirtualBoxInstallation installation, ServiceNotes notes, String name, String password) {
        this.installation = installation;
        this.notes = notes;
        this.name = name;
        this.password = password;
    }

    /** Make a user, noted before it is made. */
    static ServiceUser make(VirtualBoxInstallation installation, ServiceNotes notes) {
        SecureRandom random = new SecureRandom();
        ServiceUser user = new ServiceUser(installation, notes, "jmachine-" + text(random, 8), text(random, BYTES));
        notes.begin(user.name);
        // The password has 192 random bits, so nobody can go from this argument back to it.
        installation.manage("setextradata", "global", KEY + user.name, sha256(user.password));
        return user;
    }

    private static String text(SecureRandom random, int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has it", e);
        }
    }

    String name() {
        return name;
    }

    String password() {
        return password;
    }

    /** Take the user away; succeed when it is gone. */
    void remove() {
        remove(installation, name);
        notes.end(name);
    }

    static void remove(VirtualBoxInstallation installation, String name) {
        installation.manage("setextradata", "global", KEY + name);
    }
}
