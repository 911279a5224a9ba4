package dev.jmachine.cli.option;

import java.util.List;

/** The flags that stand before the command, and with their long names also after it. */
public final class GlobalFlags {

    /** Show what goes on inside. */
    public static final String DEBUG = "debug";
    /** The store. */
    public static final String STORAGE_PATH = "storage-path";
    /** Use the library's SSH instead of OpenSSH's programs. */
    public static final String NATIVE_SSH = "native-ssh";
    /** Show where a failure comes from. */
    public static final String STACKTRACE = "stacktrace";
    /** How many machines are worked on side by side. */
    public static final String PARALLEL = "parallel";
    /** Which events are written, and how. */
    public static final String EVENTS = "events";
    /** The certificate files that can be given, in the order authority, its key, client, its key. */
    public static final List<String> CERTIFICATE_FILES =
            List.of("tls-ca-cert", "tls-ca-key", "tls-client-cert", "tls-client-key");

    /** All of them. */
    public static final List<Flag> ALL = List.of(
            Flag.on(DEBUG, "D", "Enable debug mode").from("MACHINE_DEBUG"),
            Flag.text(STORAGE_PATH, "s", "", "Configures storage path").from("MACHINE_STORAGE_PATH"),
            Flag.text("tls-ca-cert", "CA to verify remotes against").from("MACHINE_TLS_CA_CERT"),
            Flag.text("tls-ca-key", "Private key to generate certificates").from("MACHINE_TLS_CA_KEY"),
            Flag.text("tls-client-cert", "Client cert to use for TLS").from("MACHINE_TLS_CLIENT_CERT"),
            Flag.text("tls-client-key", "Private key used in client TLS auth").from("MACHINE_TLS_CLIENT_KEY"),
            Flag.on(NATIVE_SSH, "Use the built-in SSH implementation").from("MACHINE_NATIVE_SSH"),
            Flag.number(PARALLEL, "", 4, "How many machines are worked on side by side").from("MACHINE_PARALLEL"),
            Flag.text(EVENTS, "Write each event as a line of JSON on standard output: jsonl").from("MACHINE_EVENTS"),
            Flag.on(STACKTRACE, "Show where a failure comes from").from("MACHINE_STACKTRACE"),
            Flag.text("github-api-token", "Accepted for docker-machine's sake; not used")
                    .from("MACHINE_GITHUB_API_TOKEN"),
            Flag.text("bugsnag-api-token", "Accepted for docker-machine's sake; nothing is ever reported")
                    .from("MACHINE_BUGSNAG_API_TOKEN"));

    private GlobalFlags() {
    }
}
