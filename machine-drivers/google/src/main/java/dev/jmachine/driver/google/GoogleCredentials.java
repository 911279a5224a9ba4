package dev.jmachine.driver.google;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where access tokens come from: a token that is given, the metadata server when that was asked for, a file that is
 * named, or the one that gcloud writes, in this order.
 *
 * @param context gives the token
 * @param file the file named; empty for gcloud's
 * @param metadataServer whether the metadata server was asked for
 */
record GoogleCredentials(DriverContext context, String file, boolean metadataServer) {
    private static final String FILE = "CredentialsFile";
    private static final String METADATA = "MetadataServer";
    private static final String GCLOUD_FILE = "application_default_credentials.json";

    /** Return what was given with the options. */
    static GoogleCredentials of(DriverContext context, DriverOptions options) {
        String file = options.text(GoogleOptions.CREDENTIALS);
        return new GoogleCredentials(context, file.isEmpty() ? "" : OptionFiles.path(file).toString(),
                options.flag(GoogleOptions.METADATA_SERVER));
    }

    /** Return what was saved: a file's name, never what is in it. */
    static GoogleCredentials of(DriverContext context) {
        DriverState state = context.state();
        return new GoogleCredentials(context, state.text(FILE), state.flag(METADATA));
    }

    Map<String, Object> toState() {
        return Map.of(FILE, file, METADATA, metadataServer);
    }

    /** Return a source of access tokens. */
    Supplier<String> tokens() {
        String given = context.secret(GoogleOptions.ACCESS_TOKEN);
        if (!given.isEmpty()) {
            return () -> given;
        }
        return metadataServer ? new MetadataServer() : credentialsFile().tokens();
    }

    /** Return the project that the credentials name; empty when they name none. */
    String project() {
        boolean otherwise = metadataServer || !context.secret(GoogleOptions.ACCESS_TOKEN).isEmpty();
        return otherwise ? "" : credentialsFile().project();
    }

    private CredentialsFile credentialsFile() {
        Path path = file.isEmpty() ? gcloudFile() : Path.of(file);
        if (!Files.exists(path)) {
            throw new MachineException(ErrorCode.AUTHENTICATION, "Looking for credentials of Google",
                    "There is no file " + path + ". Say \"gcloud auth application-default login\", or name a file by "
                            + "GOOGLE_APPLICATION_CREDENTIALS or --" + GoogleOptions.CREDENTIALS
                            + " at create, or set GOOGLE_OAUTH_ACCESS_TOKEN.");
        }
        return CredentialsFile.read(path);
    }

    private static Path gcloudFile() {
        String folder = System.getenv("CLOUDSDK_CONFIG");
        if (folder != null) {
            return Path.of(folder, GCLOUD_FILE);
        }
        String windows = System.getenv("APPDATA");
        return windows != null ? Path.of(windows, "gcloud", GCLOUD_FILE)
                : Path.of(System.getProperty("user.home"), ".config", "gcloud", GCLOUD_FILE);
    }
}
