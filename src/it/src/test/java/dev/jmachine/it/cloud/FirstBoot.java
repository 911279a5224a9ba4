package dev.jmachine.it.cloud;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.Deadline;
import dev.jmachine.it.host.DebianHost;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A host of ours as an instance before its first boot: its SSH server starts when it has got its user data, from which
 * it takes user's key and host key as cloud-init would. Nobody logs in to it in another way from now on.
 */
public final class FirstBoot {
    private static final int PORT = 8169;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SCRIPT = """
            install -d -m 700 -o debian -g debian /home/debian/.ssh
            echo '%s' > /home/debian/.ssh/authorized_keys
            rm -f /etc/ssh/ssh_host_*
            umask 077
            echo '%s' > /etc/ssh/ssh_host_ed25519_key
            """;

    private final String address;

    private FirstBoot(String address) {
        this.address = address;
    }

    /** Brings a host to that point. */
    public static FirstBoot of(DebianHost host) {
        host.run("systemd-run --quiet sh -c 'busybox nc -l -p " + PORT + " | sh; systemctl start ssh'"
                + " && systemctl stop ssh");
        return new FirstBoot(host.address());
    }

    /** Boots it with the user data of an instance. */
    public void with(String userData) {
        Map<String, Object> data = parse(userData);
        List<?> keys = (List<?>) data.get("ssh_authorized_keys");
        Map<?, ?> hostKeys = (Map<?, ?>) data.get("ssh_keys");
        String script = SCRIPT.formatted(keys.get(0), hostKeys.get("ed25519_private"));
        Deadline.after(LIMIT).await("the host that waits for its user data", Duration.ofMillis(100),
                () -> send(script));
    }

    private static Map<String, Object> parse(String userData) {
        try {
            return JSON.std.mapFrom(userData.substring(userData.indexOf('\n')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean send(String script) {
        try (Socket socket = new Socket(address, PORT); OutputStream to = socket.getOutputStream()) {
            to.write(script.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
