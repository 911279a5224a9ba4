package dev.jmachine.swarm.mode;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.ssh.ShellQuoting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The IPv4 addresses that a host has, and which of them it would use toward others, as {@code ip} tells
 * them. Immutable.
 */
final class HostAddresses {
    /** What a host is taken to know nothing of. */
    static final HostAddresses UNKNOWN = new HostAddresses(Map.of(), List.of());

    /** Reserved for documentation, so that only the default route leads there. */
    private static final String ELSEWHERE = "192.0.2.1";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern INTERFACE = Pattern.compile("\\d+: +([^ @]+).* inet ([0-9.]+)/.*");
    private static final Pattern SOURCE = Pattern.compile(".* src ([0-9.]+).*");
    private static final Pattern ENGINES_OWN = Pattern.compile("docker.*|br-[0-9a-f]{12}|veth.*");

    private final Map<String, String> byInterface;
    private final List<String> sources;

    private HostAddresses(Map<String, String> byInterface, List<String> sources) {
        this.byInterface = Map.copyOf(byInterface);
        this.sources = List.copyOf(sources);
    }

    /** Return whether a text is an IPv4 address; only those are tried. */
    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Ask a host for its addresses, and for those that it uses toward others. */
    static HostAddresses of(RemoteShell shell, List<String> others) {
        StringBuilder script = new StringBuilder(
                "PATH=$PATH:/usr/sbin:/sbin; ip -4 -o address show scope global; echo; ");
        List<String> targets = new ArrayList<>(others);
        targets.add(ELSEWHERE);
        targets.forEach(target -> script.append("ip -4 route get ").append(target).append("; "));
        CommandResult result = shell.run("sh -c " + ShellQuoting.quote(script.toString()), TIMEOUT);
        return read(result.output());
    }

    /** Read what {@code ip -4 -o address} and, after an empty line, {@code ip -4 route get} print. */
    static HostAddresses read(String output) {
        Map<String, String> byInterface = new LinkedHashMap<>();
        List<String> sources = new ArrayList<>();
        output.lines().forEach(line -> {
            Matcher address = INTERFACE.matcher(line);
            if (address.matches() && !ENGINES_OWN.matcher(address.group(1)).matches()) {
                byInterface.putIfAbsent(address.group(1), address.group(2));
            }
            Matcher source = SOURCE.matcher(line);
            if (source.matches()) {
                sources.add(source.group(1));
            }
        });
        return new HostAddresses(byInterface, sources.stream().filter(byInterface::containsValue).distinct().toList());
    }

    /** Return whether an address is one of the host's own. */
    boolean has(String address) {
        return byInterface.containsValue(address);
    }

    /** Return the first address of an interface; what is no name of one stays as it is. */
    String resolved(String interfaceOrAddress) {
        return byInterface.getOrDefault(interfaceOrAddress, interfaceOrAddress);
    }

    /** Return the addresses that the host uses toward others, in the order in which they were named; elsewhere last. */
    List<String> sources() {
        return sources;
    }
}
