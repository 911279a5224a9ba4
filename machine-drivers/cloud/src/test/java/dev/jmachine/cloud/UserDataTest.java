package dev.jmachine.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.HostKey;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserDataTest {
    private static final HostKey HOST_KEY = new HostKey("-----BEGIN…\nlines\n", "ssh-ed25519 AAAA");

    private final DriverContext context = (DriverContext) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {DriverContext.class}, (proxy, method, arguments) ->
                    switch (method.getName()) {
                        case "machineName" -> "web";
                        case "clientPublicKey" -> "ssh-ed25519 BBBB jmachine\n";
                        case "hostKey" -> HOST_KEY;
                        default -> throw new UnsupportedOperationException(method.getName());
                    });

    @Test
    void handsOverTheUserItsKeyAndTheHostKey() throws IOException {
        String text = UserData.of(context, "ubuntu");

        assertThat(text).startsWith("#cloud-config\n");
        Map<String, Object> data = JSON.std.mapFrom(text.substring(text.indexOf('\n')));
        assertThat(data).containsEntry("hostname", "web")
                .containsEntry("ssh_authorized_keys", List.of("ssh-ed25519 BBBB jmachine"))
                .containsEntry("ssh_keys", Map.of(
                        "ed25519_private", HOST_KEY.privateKey(), "ed25519_public", HOST_KEY.publicKey()));
        assertThat(data.get("user")).isEqualTo(
                Map.of("name", "ubuntu", "sudo", "ALL=(ALL) NOPASSWD:ALL", "lock_passwd", true));
    }

    @Test
    void theUsersOwnStandsBesideIt() {
        String text = UserData.of(context, "ubuntu", "#!/bin/sh\ntouch /ready\n");

        assertThat(text).startsWith("Content-Type: multipart/mixed; boundary=\"")
                .contains("Content-Type: text/cloud-config; charset=\"utf-8\"")
                .contains("Content-Type: text/x-shellscript; charset=\"utf-8\"")
                .contains("#!/bin/sh\ntouch /ready\n");
        assertThat(UserData.of(context, "ubuntu", " \n")).isEqualTo(UserData.of(context, "ubuntu"));
    }

    @Test
    void rootIsLetInAndNoOtherUserIsMade() throws IOException {
        String text = UserData.of(context, "root");

        assertThat(JSON.std.mapFrom(text.substring(text.indexOf('\n'))))
                .containsEntry("disable_root", false)
                .containsEntry("users", List.of())
                .doesNotContainKey("user");
    }
}
