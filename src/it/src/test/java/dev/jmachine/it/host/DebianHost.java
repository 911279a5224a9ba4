package dev.jmachine.it.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A real Debian host for one test: systemd, sshd, an engine where asked for, reachable at an address of its own.
 *
 * <p>Starting takes about two seconds once its file tree is cached, some thirty more the first time. The users
 * {@code root}, {@code debian} (sudo without a password) and {@code nosudo} take {@link #key}. Needs Linux and root; a
 * test that starts a host where that cannot be is aborted with the reason. Not safe for use by several threads.
 */
public final class DebianHost implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(15);
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(5);

    private final Map<String, String> facts;

    private DebianHost(Map<String, String> facts) {
        this.facts = facts;
    }

    /** The Debian release of a host. */
    public enum Release {
        /** Bookworm, with docker.io 20.10. */
        DEBIAN_12("12"),
        /** Trixie, with docker.io 26.1. */
        DEBIAN_13("13");

        private final String number;

        Release(String number) {
            this.number = number;
        }
    }

    /** Starts a host without an engine; its apt reaches the packages. */
    public static DebianHost plain(Release release) {
        return up(release, "plain");
    }

    /** Starts a host with the distribution's own engine, as its package sets it up. */
    public static DebianHost withEngine(Release release) {
        return up(release, "engine");
    }

    /** Starts a host without an engine and without any way out: no route, no name servers. */
    public static DebianHost offline(Release release) {
        return up(release, "plain", "--offline");
    }

    private static DebianHost up(Release release, String variant, String... options) {
        String name = "it-" + UUID.randomUUID().toString().substring(0, 8);
        List<String> command = new ArrayList<>(List.of("up", name, release.number, variant));
        command.addAll(List.of("--owner", Long.toString(ProcessHandle.current().pid())));
        command.addAll(List.of(options));
        String printed = HostCommand.run(START_LIMIT, command).orFail();
        return new DebianHost(printed.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1])));
    }

    /** Returns its host name. */
    public String name() {
        return facts.get("name");
    }

    /** Returns its address, reachable from this machine and from other hosts. */
    public String address() {
        return facts.get("address");
    }

    /** Returns the port of its SSH server. */
    public int sshPort() {
        return Integer.parseInt(facts.get("port"));
    }

    /** Returns the private key file that all three users take. */
    public Path key() {
        return Path.of(facts.get("key"));
    }

    /** Returns a known-hosts file with all its host keys. */
    public Path knownHosts() {
        return Path.of(facts.get("known_hosts"));
    }

    /** Returns the fingerprint of its Ed25519 host key, {@code SHA256:…}. */
    public String hostKeyFingerprint() {
        return facts.get("fingerprint");
    }

    /** Runs a shell command as root and returns what it printed; fails the test when it does not succeed. */
    public String run(String command) {
        return runAs("root", command);
    }

    /** Runs a shell command as a user and returns what it printed; fails the test when it does not succeed. */
    public String runAs(String user, String command) {
        return HostCommand.run(COMMAND_LIMIT, List.of("ssh", name(), user + "@", command)).orFail();
    }

    /** Tells whether a shell command succeeds as a user. */
    public boolean succeedsAs(String user, String command) {
        return HostCommand.run(COMMAND_LIMIT, List.of("ssh", name(), user + "@", command)).status() == 0;
    }

    /** Makes an image on the host from its own static busybox: no registry is needed to run it. */
    public void importBusybox(String image) {
        run("folder=$(mktemp -d) && mkdir $folder/bin && cp /bin/busybox $folder/bin/ && ln -s busybox $folder/bin/sh"
                + " && tar -C $folder -c . | docker import - " + image);
    }

    /** Reboots it and waits until a user can log in again. */
    public void reboot() {
        HostCommand.run(COMMAND_LIMIT, List.of("reboot", name())).orFail();
    }

    /** Cuts it off: packets to it are lost, nothing refuses them. */
    public void unplug() {
        HostCommand.run(COMMAND_LIMIT, List.of("unplug", name())).orFail();
    }

    /** Ends what {@link #unplug} began. */
    public void plug() {
        HostCommand.run(COMMAND_LIMIT, List.of("plug", name())).orFail();
    }

    /** Ends all its processes and takes away all that was its own. */
    @Override
    public void close() {
        HostCommand.run(COMMAND_LIMIT, List.of("down", name())).orFail();
    }
}
