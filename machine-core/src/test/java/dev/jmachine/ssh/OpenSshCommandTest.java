package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.SshEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenSshCommandTest {
    private static final Path KNOWN_HOSTS = Path.of("/s p/100%/known_hosts");
    private static final Bastion BASTION = new Bastion("me", "gate", 2222, Optional.of(Path.of("/k'y")));

    @Test
    void theWayThroughABastionIsOneLineForAShellInWhichOnlyTheHostIsAToken() {
        String command = OpenSshCommand.proxyCommand(BASTION, KNOWN_HOSTS);

        assertThat(command).startsWith("'ssh' '-F' 'none' '-l' 'me' '-p' '2222' ").endsWith(" -W '[%h]:%p' -- 'gate'");
        assertThat(command).contains("'HostKeyAlias=jmachine_bastion'", "'StrictHostKeyChecking=yes'",
                "'IdentitiesOnly=yes'", "'IdentityFile=\"/k'\\''y\"'");
        // Twice two: once for the client that reads the line, once for the one that it starts.
        assertThat(command).contains("'UserKnownHostsFile=\"/s p/100%%%%/known_hosts\"'");
    }

    @Test
    void aPortIsForwardedToTheHostsOwnThroughItsBastion() {
        SshEndpoint host = new SshEndpoint("admin", "10.0.0.7", 22, List.of());

        List<String> line = OpenSshCommand.forward(host.through(BASTION), "web", KNOWN_HOSTS, 20_001, 2376);

        assertThat(line).startsWith("ssh").endsWith("-L", "127.0.0.1:20001:127.0.0.1:2376", "--", "10.0.0.7");
        assertThat(line).contains("HostKeyAlias=web", "BatchMode=yes", "ExitOnForwardFailure=yes",
                "ProxyCommand=" + OpenSshCommand.proxyCommand(BASTION, KNOWN_HOSTS));
        assertThat(line).doesNotContain("IdentitiesOnly=yes");
    }

    @Test
    void aHostThatIsReachedDirectlyNeedsNoOtherProgram() {
        SshEndpoint host = new SshEndpoint("admin", "10.0.0.7", 22, List.of());

        assertThat(OpenSshCommand.forward(host, "web", KNOWN_HOSTS, 20_001, 2376))
                .noneMatch(word -> word.startsWith("ProxyCommand"));
    }
}
