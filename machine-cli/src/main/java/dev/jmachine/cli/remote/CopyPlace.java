package dev.jmachine.cli.remote;

/**
 * Where {@code scp} copies from or to: {@code path}, {@code localhost:path}, or {@code [user@]machine:path}.
 *
 * @param machine the machine's name; empty for this computer
 * @param user the user to log in as; empty for the machine's own
 * @param path the path there
 */
public record CopyPlace(String machine, String user, String path) {

    /** Read a place. */
    public static CopyPlace parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new CopyPlace("", "", text);
        }
        String host = text.substring(0, colon);
        String path = text.substring(colon + 1);
        if (host.equals("localhost")) {
            return new CopyPlace("", "", path);
        }
        int at = host.indexOf('@');
        return new CopyPlace(host.substring(at + 1), at < 0 ? "" : host.substring(0, at), path);
    }

    /** Return whether it is on this computer. */
    public boolean isLocal() {
        return machine.isEmpty();
    }

    /** Return it as OpenSSH's scp reads it; a local path with a colon in it must not look like a host. */
    public String argument() {
        if (isLocal()) {
            return path.contains(":") && !path.startsWith("/") ? "./" + path : path;
        }
        return (user.isEmpty() ? "" : user + "@") + machine + ":" + path;
    }
}
