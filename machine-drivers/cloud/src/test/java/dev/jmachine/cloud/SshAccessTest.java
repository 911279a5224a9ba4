package dev.jmachine.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.MachineNetwork;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshAccessTest {
    @TempDir
    Path folder;

    private final Map<String, Object> values = new HashMap<>(Map.of(SshAccess.USER, "ubuntu", SshAccess.PORT, 0L));

    private final DriverState state = (DriverState) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {DriverState.class}, (proxy, method, arguments) ->
                    switch (method.getName()) {
                        case "text" -> values.getOrDefault(arguments[0], "");
                        case "number" -> values.getOrDefault(arguments[0], arguments[1]);
                        default -> throw new UnsupportedOperationException(method.getName());
                    });

    private final DriverContext context = (DriverContext) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {DriverContext.class}, (proxy, method, arguments) ->
                    switch (method.getName()) {
                        case "state" -> state;
                        case "folder" -> folder;
                        case "clientKeyFile" -> folder.resolve("id_ed25519");
                        default -> throw new UnsupportedOperationException(method.getName());
                    });

    @Test
    void aPortOfZeroAsDockerMachineWritesItIsTheUsualOne() {
        MachineNetwork network = SshAccess.network(context, "2001:db8::7", 2376, "");
        assertThat(network.ssh().orElseThrow()).hasToString("ubuntu@2001:db8::7:22");
        assertThat(network.engine()).hasToString("tcp://[2001:db8::7]:2376");
        assertThat(network.peerAddress()).isEmpty();
        assertThat(network.ssh().orElseThrow().identities()).containsExactly(folder.resolve("id_ed25519"));
    }

    @Test
    void aKeyIsFoundThoughTheStoreHasBeenMoved() throws IOException {
        Path moved = Files.writeString(folder.resolve("id_rsa"), "key");
        values.put(SshAccess.KEY_PATH, "/elsewhere/machines/web/id_rsa");
        assertThat(SshAccess.network(context, "192.0.2.7", 2376, "").ssh().orElseThrow().identities())
                .containsExactly(moved);
    }

    @Test
    void aMachineWithoutAddressIsInTheWrongState() {
        assertThatThrownBy(() -> SshAccess.network(context, "", 2376, "")).isInstanceOfSatisfying(
                MachineException.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.WRONG_STATE));
    }
}
