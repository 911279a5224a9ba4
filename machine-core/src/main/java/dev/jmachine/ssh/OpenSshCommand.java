package dev.jmachine.ssh;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.SshEndpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Command lines of OpenSSH's client that ask nobody anything, read none of the user's settings, and accept pinned host
 * keys only. Stateless.
 */
public final class OpenSshCommand {
    /** The client's name. */
    public static final String PROGRAM = "ssh";

    private OpenSshCommand() {}

    /**
     * Return the value of OpenSSH's {@code ProxyCommand} that leads through a bastion, for any of its programs.
     *
     * @param knownHosts the file in which the bastion's host key is pinned
     */
    public static String proxyCommand(Bastion bastion, Path knownHosts) {
        String line = client(bastion.endpoint(), KnownHosts.BASTION, knownHosts).stream()
                .map(word -> ShellQuoting.quote(word.replace("%", "%%")))
                .collect(Collectors.joining(" "));
        return line + " -W '[%h]:%p' -- " + ShellQuoting.quote(bastion.host());
    }

    /**
     * Return what forwards a port of this computer to one of a host's own, until it is ended or the host is silent.
     *
     * @param endpoint the host
     * @param alias what its host keys are pinned under
     * @param knownHosts the file with the pinned host keys
     */
    public static List<String> forward(
            SshEndpoint endpoint, String alias, Path knownHosts, int port, int portThere) {
        List<String> line = new ArrayList<>(client(endpoint, alias, knownHosts));
        endpoint.bastion().ifPresent(bastion -> set(line, "ProxyCommand", proxyCommand(bastion, knownHosts)));
        set(line, "ExitOnForwardFailure", "yes");
        line.addAll(List.of("-n", "-N", "-L", "127.0.0.1:" + port + ":127.0.0.1:" + portThere, "--", endpoint.host()));
        return line;
    }

    private static List<String> client(SshEndpoint endpoint, String alias, Path knownHosts) {
        List<String> line = new ArrayList<>(List.of(PROGRAM, "-F", "none", "-l", endpoint.user(),
                "-p", Integer.toString(endpoint.port())));
        set(line, "BatchMode", "yes");
        set(line, "HostKeyAlias", alias);
        set(line, "StrictHostKeyChecking", "yes");
        set(line, "UserKnownHostsFile", quoted(knownHosts));
        set(line, "GlobalKnownHostsFile", "/dev/null");
        set(line, "UpdateHostKeys", "no");
        set(line, "ConnectTimeout", "20");
        set(line, "ServerAliveInterval", "15");
        set(line, "LogLevel", "ERROR");
        if (!endpoint.identities().isEmpty()) {
            set(line, "IdentitiesOnly", "yes");
            endpoint.identities().forEach(file -> set(line, "IdentityFile", quoted(file)));
        }
        return line;
    }

    private static void set(List<String> line, String keyword, String value) {
        line.addAll(List.of("-o", keyword + "=" + value));
    }

    /** Within a setting, spaces part words and a percent sign begins a token. */
    private static String quoted(Path path) {
        return "\"" + path.toString().replace("%", "%%") + "\"";
    }
}
