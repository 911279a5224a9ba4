package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostResourcesTest {
    private static final GuestHardware HARDWARE = new GuestHardware(2048, 1, 20_000, List.of(5_000));

    @Test
    void tooLittleMemoryIsRefusedWithFigures() {
        assertThatThrownBy(() -> new HostResources(2047, 50_000).require(HARDWARE))
                .isInstanceOfSatisfying(MachineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.PRECREATE_CHECK_FAILED);
                    assertThat(e.problem()).contains("2048 MB").contains("2047 MB");
                });
    }

    @Test
    void tooLittleDiskIsRefusedWithFigures() {
        assertThatThrownBy(() -> new HostResources(4096, 1023).require(HARDWARE))
                .isInstanceOfSatisfying(MachineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.PRECREATE_CHECK_FAILED);
                    assertThat(e.problem()).contains("1024 MB").contains("1023 MB");
                });
    }

    @Test
    void enoughIsEnoughAndUnknownMemoryIsNoObstacle() {
        assertThatCode(() -> new HostResources(2048, 1024).require(HARDWARE)).doesNotThrowAnyException();
        assertThatCode(() -> new HostResources(-1, 1024).require(HARDWARE)).doesNotThrowAnyException();
    }

    @Test
    void disksThatMayOutgrowTheHostAreToldOf() {
        assertThat(new HostResources(4096, 24_999).shortage(HARDWARE)).hasValueSatisfying(
                text -> assertThat(text).contains("25000 MB").contains("24999 MB"));
        assertThat(new HostResources(4096, 25_000).shortage(HARDWARE)).isEmpty();
    }

    @Test
    void theKernelsFigureIsRead() {
        assertThat(HostResources.available("MemTotal: 100 kB\nMemAvailable:   2097152 kB\n")).isEqualTo(2048);
        assertThat(HostResources.of(Path.of(".")).disk()).isPositive();
    }
}
