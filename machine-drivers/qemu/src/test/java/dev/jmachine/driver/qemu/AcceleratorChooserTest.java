package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.program.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AcceleratorChooserTest {
    private static final Duration TRIAL = Duration.ofSeconds(5);

    @TempDir
    Path folder;
    private Path device;
    private Path calls;

    @BeforeEach
    void prepare() throws IOException {
        device = Files.createFile(folder.resolve("kvm"));
        calls = folder.resolve("calls");
    }

    @Test
    void kvmIsChosenWhereAGuestRunsThroughOnIt() throws IOException {
        AcceleratorChooser chooser = chooser(host(true, "boot-1"), "exit 85", TRIAL);
        assertThat(chooser.choose("auto").accelerator()).isEqualTo(Accelerator.KVM);
        assertThat(Files.readString(calls)).contains("-accel kvm").contains("-cpu host");
    }

    @Test
    void withoutTheProcessorsFlagsNothingIsTried() throws IOException {
        AcceleratorChoice choice = chooser(host(false, "boot-1"), "exit 85", TRIAL).choose("auto");
        assertThat(choice.accelerator()).isEqualTo(Accelerator.TCG);
        assertThat(choice.reason()).contains("vmx, svm");
        assertThat(calls).doesNotExist();
    }

    @Test
    void withoutTheDeviceNothingIsTried() throws IOException {
        Files.delete(device);
        AcceleratorChoice choice = chooser(host(true, "boot-1"), "exit 85", TRIAL).choose("auto");
        assertThat(choice.toString()).startsWith("TCG").contains("there is no " + device);
        assertThat(calls).doesNotExist();
    }

    @Test
    void aGuestThatHangsIsEndedInTimeAndNotTriedAgain() throws IOException {
        AcceleratorChooser chooser =
                chooser(host(true, "boot-1"), "echo $$ >" + folder + "/pid; exec sleep 60", Duration.ofMillis(500));
        AcceleratorChoice choice = chooser.choose("auto");
        assertThat(choice.toString()).startsWith("TCG").contains("a guest does not run on it");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(chooser.choose("auto")).isEqualTo(choice);
        assertThat(Files.readAllLines(calls)).hasSize(1);
    }

    @Test
    void theVerdictIsRememberedUntilTheNextBootOrQemu() throws IOException {
        chooser(host(true, "boot-1"), "exit 1", TRIAL).choose("auto");
        assertThat(chooser(host(true, "boot-1"), "exit 85", TRIAL).choose("auto").accelerator())
                .isEqualTo(Accelerator.TCG);
        assertThat(chooser(host(true, "boot-2"), "exit 85", TRIAL).choose("auto").accelerator())
                .isEqualTo(Accelerator.KVM);
        assertThat(Files.readAllLines(calls)).hasSize(2);
    }

    @Test
    void aDamagedMemoryIsNone() throws IOException {
        Files.writeString(folder.resolve("kvm-verdict.json"), "{\"Key\":");
        assertThat(chooser(host(true, "boot-1"), "exit 85", TRIAL).choose("auto").accelerator())
                .isEqualTo(Accelerator.KVM);
    }

    @Test
    void whatIsAskedForIsTaken() throws IOException {
        AcceleratorChooser chooser = chooser(host(false, "boot-1"), "exit 85", TRIAL);
        assertThat(chooser.choose("tcg").toString()).isEqualTo("TCG (asked for)");
        assertThat(chooser.choose("kvm").toString()).startsWith("KVM (asked for, against TCG");
        assertThat(calls).doesNotExist();
    }

    @Test
    void whatCannotBeHereIsRefused() throws IOException {
        AcceleratorChooser chooser = chooser(host(true, "boot-1"), "exit 85", TRIAL);
        chooser.check("auto");
        chooser.check("kvm");
        assertThatThrownBy(() -> chooser.check("hvf")).isInstanceOfSatisfying(MachineException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.PRECREATE_CHECK_FAILED));
        assertThatThrownBy(() -> chooser.check("magic")).isInstanceOfSatisfying(MachineException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
        Files.delete(device);
        assertThatThrownBy(() -> chooser.check("kvm")).hasMessageContaining("no access to " + device);
    }

    @Test
    void theFlagsAreReadFromTheKernelsList() {
        assertThat(processor("flags\t\t: fpu vme svm_lock avmx").virtualizes()).isFalse();
        assertThat(processor("flags\t\t: fpu svm vme").virtualizes()).isTrue();
        assertThat(processor("flags\t\t: fpu vmx").virtualizes()).isTrue();
        assertThat(processor("model name\t: Fast One\nflags\t\t: fpu").model()).isEqualTo("Fast One");
    }

    private static HostVirtualization.Processor processor(String cpuinfo) {
        return HostVirtualization.Processor.parse(cpuinfo, Architecture.X86_64);
    }

    private HostVirtualization host(boolean flags, String boot) {
        return new HostVirtualization(Platform.LINUX, Architecture.X86_64,
                new HostVirtualization.Processor("Fast One", flags), device, boot);
    }

    private AcceleratorChooser chooser(HostVirtualization host, String qemu, Duration trial) throws IOException {
        Path program = FakeQemu.script(folder.resolve("qemu"), "echo \"$*\" >>" + calls + "\n" + qemu);
        QemuInstallation installation = new QemuInstallation(program, program, "7.2");
        return new AcceleratorChooser(host, new KvmTrial(installation, folder, trial));
    }
}
