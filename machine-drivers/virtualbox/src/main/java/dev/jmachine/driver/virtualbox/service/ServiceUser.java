package dev.jmachine.driver.virtualbox.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A user of the web service for one run of it, known to VirtualBox's library {@code VBoxAuthSimple}: that keeps a
 * SHA-256 of the password among VirtualBox's global values, under the user's name.
 *
 * @param name the user's name
 * @param password the user's password
 */
record ServiceUser(String name, String password) {
    private static final String KEY = "VBoxAuthSimple/users/";
    private static final int PASSWORD_BYTES = 24;

    /** Return a user that VirtualBox does not know yet. */
    static ServiceUser random() {
        SecureRandom random = new SecureRandom();
        return new ServiceUser("jmachine-" + text(random, 8), text(random, PASSWORD_BYTES));
    }

    private static String text(SecureRandom random, int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }

    /** Make the user known to VirtualBox. */
    void make(VirtualBoxInstallation installation) {
        // The password has 192 random bits, so nobody can go from this argument back to it.
        installation.manage("setextradata", "global", KEY + name, sha256(password));
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has it", e);
        }
    }

    /** Take the user away; succeed when it is gone. */
    void remove(VirtualBoxInstallation installation) {
        installation.manage("setextradata", "global", KEY + name);
    }

    @Override
    public String toString() {
        return name;
    }
}
