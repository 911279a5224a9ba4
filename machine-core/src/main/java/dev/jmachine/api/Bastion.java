package dev.jmachine.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a host by way of which a machine is reached over SSH: a jump host. Only its SSH server need be reachable from
 * this computer, and only the machine's SSH server from it. Immutable.
 *
 * @param user who logs in there
 * @param host host name or address
 * @param port TCP port of its SSH server
 * @param key private key file to log in there with; empty for the user's default keys
 */
public record Bastion(String user, String host, int port, Optional<Path> key) {
    private static final int SSH_PORT = 22;
    private static final int LAST_PORT = 65535;
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._@+-]*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:][A-Za-z0-9.:%_-]*");
    private static final Pattern FORM =
            Pattern.compile("(?:(?<user>.+)@)?(?:\\[(?<address>[^\\]]+)\\]|(?<host>[^:]+))(?::(?<port>[0-9]{1,5}))?");

    /**
     * Check, and make the key's path absolute.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if user, host or port can be none
     */
    public Bastion {
        Objects.requireNonNull(key, "key");
        boolean valid = USER.matcher(user).matches() && HOST.matcher(host).matches() && port >= 1 && port <= LAST_PORT;
        if (!valid) {
            throw invalid(user + "@" + host + ":" + port);
        }
        key = key.map(file -> file.toAbsolutePath().normalize());
    }

    /**
     * Read a bastion.
     *
     * @param text {@code [user@]host[:port]}, an IPv6 address in brackets; by default the name of this computer's user,
     *     and port 22
     * @param key private key file to log in there with; empty for the user's default keys
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if it is not of this form
     */
    public static Bastion parse(String text, Optional<Path> key) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw invalid(text);
        }
        String user = form.group("user") == null ? System.getProperty("user.name") : form.group("user");
        String host = form.group("address") == null ? form.group("host") : form.group("address");
        int port = form.group("port") == null ? SSH_PORT : Integer.parseInt(form.group("port"));
        return new Bastion(user, host, port, key);
    }

    private static MachineException invalid(String text) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the bastion \"" + text + "\"",
                "It is not of the form [user@]host[:port].");
    }

    /** Return where its own SSH server is. */
    public SshEndpoint endpoint() {
        return new SshEndpoint(user, host, port, key.map(List::of).orElse(List.of()));
    }

    /** Return it in the form that {@link #parse} reads, without the key. */
    @Override
    public String toString() {
        return user + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
