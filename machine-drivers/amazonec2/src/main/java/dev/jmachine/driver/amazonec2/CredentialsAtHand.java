package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.Readiness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Looks where credentials could come from on this computer, without opening a connection or reading a secret. It is no
 * obstacle that there are none: they may be given as options, or be those of an instance's role.
 */
final class CredentialsAtHand {

    private CredentialsAtHand() {
    }

    static Readiness look() {
        return look(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Readiness look(Map<String, String> environment, Path home) {
        if (environment.containsKey("AWS_ACCESS_KEY_ID") && environment.containsKey("AWS_SECRET_ACCESS_KEY")) {
            return Readiness.usable("credentials in the environment");
        }
        if (environment.containsKey("AWS_WEB_IDENTITY_TOKEN_FILE")
                || environment.containsKey("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                || environment.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")) {
            return Readiness.usable("credentials of the container or the web identity");
        }
        for (String variable : new String[] {"AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"}) {
            if (readable(environment.get(variable))) {
                return Readiness.usable("profiles in " + environment.get(variable));
            }
        }
        Path folder = home.resolve(".aws");
        if (Files.isReadable(folder.resolve("credentials")) || Files.isReadable(folder.resolve("config"))) {
            return Readiness.usable("profiles in " + folder);
        }
        return Readiness.usable("needs credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or a role");
    }

    private static boolean readable(String file) {
        return file != null && Files.isReadable(Path.of(file));
    }
}
