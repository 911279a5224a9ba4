package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.hypervisor.program.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs commands in a guest with OpenSSH's client, which knows the host key that was handed over, and no other. */
final class Ssh {
    private static final Duration LOGIN_INTERVAL = Duration.ofSeconds(6);
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private final TestContext context;

    Ssh(TestContext context) {
        this.context = context;
    }

    /**
     * Wait until the guest lets its user in: at a first boot its server may be up a moment before the user and the key
     * are in place. OpenSSH from 9.8 on shuts out who fails more often than every five seconds.
     */
    void awaitLogin() {
        Deadline.after(TIMEOUT).await("the login", LOGIN_INTERVAL, () -> run("true").exitStatus() == 0);
    }

    /** Run a command that must succeed, and return its output. */
    String output(String command) {
        Command.Result result = run(command);
        assertThat(result.exitStatus()).as(result.complaint()).isZero();
        return result.output();
    }

    /** Run a command. */
    Command.Result run(String command) {
        SshEndpoint endpoint = context.driver().network().ssh().orElseThrow();
        Path knownHosts = context.clientKeyFile().resolveSibling("known_hosts");
        try {
            Files.writeString(knownHosts, context.machineName() + " " + context.hostKey().publicKey() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> line = new ArrayList<>(List.of("ssh", "-F", "/dev/null", "-o", "BatchMode=yes",
                "-o", "StrictHostKeyChecking=yes", "-o", "HostKeyAlias=" + context.machineName(),
                "-o", "UserKnownHostsFile=" + knownHosts, "-o", "IdentitiesOnly=yes",
                "-i", endpoint.identities().get(0).toString(), "-p", Integer.toString(endpoint.port()),
                endpoint.user() + "@" + endpoint.host()));
        line.add(command);
        return Command.run(line, TIMEOUT);
    }
}
