package dev.jmachine.driver.amazonec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.MachineException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionSettingsTest {

    private static ConnectionSettings of(String... given) {
        Map<String, List<String>> options = new HashMap<>(Map.of(Ec2Options.REGION, List.of("eu-central-1")));
        for (int i = 0; i < given.length; i += 2) {
            options.put(given[i], List.of(given[i + 1]));
        }
        return ConnectionSettings.of(GivenOptions.of(options));
    }

    @Test
    void anEndpointIsAHostNameOrAUrl() {
        assertThat(of(Ec2Options.ENDPOINT, "ec2.example").endpoint()).isEqualTo("https://ec2.example");
        assertThat(of(Ec2Options.ENDPOINT, "ec2.example", Ec2Options.INSECURE_TRANSPORT, "true").endpoint())
                .isEqualTo("http://ec2.example");
        assertThat(of(Ec2Options.ENDPOINT, "http://127.0.0.1:5000").endpoint()).isEqualTo("http://127.0.0.1:5000");
    }

    @Test
    void whatIsNotARegionOrAnEndpointIsRefused() {
        assertThatThrownBy(() -> of(Ec2Options.REGION, "Frankfurt")).isInstanceOf(MachineException.class);
        assertThatThrownBy(() -> of(Ec2Options.ENDPOINT, "no host")).isInstanceOf(MachineException.class);
        assertThatThrownBy(() -> of(Ec2Options.RETRIES, "-2")).isInstanceOf(MachineException.class);
    }

    @Test
    void minusOneMeansNoRetriesAsWithDockerMachine() {
        assertThat(of(Ec2Options.RETRIES, "-1").retries()).isZero();
    }

    @Test
    void theFileInTheMachinesFolderTellsThemAgain(@TempDir Path folder) {
        ConnectionSettings settings = of(Ec2Options.PROFILE, "work", Ec2Options.ASSUME_ROLE, "arn:aws:iam::1:role/r",
                Ec2Options.ENDPOINT, "http://127.0.0.1:5000");
        assertThat(new ConnectionFile(folder).read()).isEmpty();
        new ConnectionFile(folder).write(settings);
        assertThat(new ConnectionFile(folder).read()).contains(settings);
    }
}
