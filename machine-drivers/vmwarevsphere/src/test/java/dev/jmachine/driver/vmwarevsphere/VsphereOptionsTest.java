package dev.jmachine.driver.vmwarevsphere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.DriverOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VsphereOptionsTest {

    @Test
    void everyOptionIsInTheManual() throws IOException {
        String manual = Files.readString(Path.of("../../docs/drivers/vmwarevsphere.md"));
        for (DriverOption option : VsphereOptions.all()) {
            assertThat(manual).contains("`--" + option.name() + "`", "`" + option.environment() + "`",
                    option.defaultValue().equals("false") ? "" : option.defaultValue());
        }
    }
}
