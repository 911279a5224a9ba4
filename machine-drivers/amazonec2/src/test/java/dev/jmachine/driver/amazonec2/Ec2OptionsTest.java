package dev.jmachine.driver.amazonec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.DriverOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ec2OptionsTest {
    private static final Path PAGE = Path.of("../../docs/drivers/amazonec2.md");

    private static DriverOption option(String name) {
        return Ec2Options.all().stream().filter(option -> option.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"access-key, AWS_ACCESS_KEY_ID", "secret-key, AWS_SECRET_ACCESS_KEY",
            "session-token, AWS_SESSION_TOKEN", "ami, AWS_AMI", "region, AWS_DEFAULT_REGION", "vpc-id, AWS_VPC_ID",
            "zone, AWS_ZONE", "subnet-id, AWS_SUBNET_ID", "security-group-readonly, AWS_SECURITY_GROUP_READONLY",
            "security-group, AWS_SECURITY_GROUP", "open-port,", "tags, AWS_TAGS", "instance-type, AWS_INSTANCE_TYPE",
            "device-name, AWS_DEVICE_NAME", "root-size, AWS_ROOT_SIZE", "volume-type, AWS_VOLUME_TYPE",
            "iam-instance-profile, AWS_INSTANCE_PROFILE", "ssh-port, AWS_SSH_PORT", "ssh-user, AWS_SSH_USER",
            "request-spot-instance,", "spot-price,", "block-duration-minutes,", "private-address-only,",
            "use-private-address,", "monitoring,", "use-ebs-optimized-instance,", "ssh-keypath, AWS_SSH_KEYPATH",
            "keypair-name, AWS_KEYPAIR_NAME", "retries,", "endpoint, AWS_ENDPOINT",
            "insecure-transport, AWS_INSECURE_TRANSPORT", "userdata, AWS_USERDATA"})
    void dockerMachinesFlagsAndVariablesAreThere(String flag, String variable) {
        DriverOption option = option("amazonec2-" + flag);
        if (variable != null) {
            assertThat(option.environment()).isEqualTo(variable);
        }
    }

    @Test
    void onlyTheKeysAreSecrets() {
        assertThat(Ec2Options.all()).filteredOn(DriverOption::secret).extracting(DriverOption::name)
                .containsExactly(Ec2Options.ACCESS_KEY, Ec2Options.SECRET_KEY, Ec2Options.SESSION_TOKEN);
    }

    @Test
    void thePageHasEachOptionWithItsVariableAndDefault() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `--")).toList();
        assertThat(rows).containsExactlyElementsOf(Ec2Options.all().stream().map(Ec2OptionsTest::row).toList());
    }

    private static String row(DriverOption option) {
        return "| `--" + option.name() + "` | " + code(option.environment()) + " | " + code(option.defaultValue())
                + " | " + option.help() + " |";
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
