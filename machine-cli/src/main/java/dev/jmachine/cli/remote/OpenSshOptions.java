package dev.jmachine.cli.remote;

import dev.jmachine.api.Machine;
import dev.jmachine.api.SshEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OpenSSH's settings for one machine: only the host keys pinned for it are accepted, known by its name, so that a
 * change of address or port does not matter. The user's own {@code ~/.ssh/config} holds for the rest, such as jump
 * hosts.
 *
 * @param machine the machine's name
 * @param endpoint where its SSH server is
 * @param settings OpenSSH's keywords with their values
 */
public record OpenSshOptions(String machine, SshEndpoint endpoint, Map<String, String> settings) {

    /** Return the settings for a machine. Where no host key is pinned yet, connect once, which pins it and says so. */
    public static OpenSshOptions of(Machine machine, SshEndpoint endpoint) {
        if (!isPinned(machine.knownHosts(), machine.name())) {
            // Connecting is all: the library takes and pins the key.
            machine.shell().close();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("HostKeyAlias", machine.name());
        settings.put("StrictHostKeyChecking", "yes");
        settings.put("UserKnownHostsFile", quoted(machine.knownHosts()));
        settings.put("GlobalKnownHostsFile", "/dev/null");
        settings.put("UpdateHostKeys", "no");
        settings.put("CheckHostIP", "no");
        settings.put("PasswordAuthentication", "no");
        settings.put("LogLevel", "ERROR");
        machine.proxyCommand().ifPresent(command -> settings.put("ProxyCommand", command));
        if (!endpoint.identities().isEmpty()) {
            settings.put("IdentitiesOnly", "yes");
        }
        return new OpenSshOptions(machine.name(), endpoint, settings);
    }

    private static boolean isPinned(Path knownHosts, String alias) {
        try {
            return Files.exists(knownHosts)
                    && Files.readAllLines(knownHosts).stream().anyMatch(line -> line.startsWith(alias + " "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(Path path) {
        return "\"" + path + "\"";
    }

    /** Return the settings as arguments of {@code ssh} and {@code sshfs}, without user and host. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        settings.forEach((keyword, value) -> arguments.addAll(List.of("-o", keyword + "=" + value)));
        endpoint.identities().forEach(file -> arguments.addAll(List.of("-o", "IdentityFile=" + quoted(file))));
        arguments.addAll(List.of("-o", "Port=" + endpoint.port()));
        return arguments;
    }

    /** Return the settings as a section of a configuration file, so that the machine's name stands for its host. */
    public String section() {
        StringBuilder section = new StringBuilder("Host ").append(machine).append('\n');
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("HostName", endpoint.host());
        all.put("User", endpoint.user());
        all.put("Port", Integer.toString(endpoint.port()));
        all.forEach((keyword, value) -> section.append("  ").append(keyword).append(' ').append(value).append('\n'));
        endpoint.identities().forEach(file -> section.append("  IdentityFile ").append(quoted(file)).append('\n'));
        return section.toString();
    }
}
