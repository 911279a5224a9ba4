package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QemuInstallationTest {
    @TempDir
    Path folder;

    @Test
    void theProgramsAndTheVersionAreFound() throws IOException {
        Path program = FakeQemu.install(folder);
        QemuInstallation found = QemuInstallation.find(program.toString());
        assertThat(found).isEqualTo(new QemuInstallation(program, folder.resolve("qemu-img"), "9.9.9"));
    }

    @Test
    void aProgramThatDoesNotRunIsTold() throws IOException {
        Path program = FakeQemu.install(folder);
        Files.writeString(program, "#!/bin/sh\necho 'error while loading shared libraries: libfoo' >&2\nexit 127\n");
        assertThatThrownBy(() -> QemuInstallation.find(program.toString()))
                .isInstanceOfSatisfying(MachineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.DRIVER_NOT_READY);
                    assertThat(e.problem()).contains("libfoo");
                });
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
    @CsvSource({
        "'ID=debian', sudo apt-get install qemu-system-x86 qemu-utils",
        "'ID=linuxmint\nID_LIKE=\"ubuntu debian\"', sudo apt-get install qemu-system-x86 qemu-utils",
        "'ID=fedora', sudo dnf install qemu-system-x86 qemu-img",
        "'ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"', sudo dnf install qemu-kvm qemu-img",
        "'ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"', sudo zypper install qemu-x86 qemu-tools",
        "'ID=alpine', sudo apk add qemu-system-x86_64 qemu-img",
        "'ID=arch', sudo pacman -S qemu-base"})
    void theFixIsTheDistributions(String osRelease, String command) {
        assertThat(QemuInstallation.linuxInstallCommand(osRelease)).isEqualTo(command);
    }

    @Test
    void anUnknownDistributionIsToldWhatToInstall() {
        assertThat(QemuInstallation.linuxInstallCommand("ID=own")).contains("qemu-img");
    }
}
