package dev.jmachine.driver.qemu;

import dev.jmachine.hypervisor.program.Command;
import dev.jmachine.hypervisor.program.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What this computer shows of hardware virtualization, without trying it.
 *
 * @param platform the operating system
 * @param architecture the processor's architecture
 * @param processor the processor's model and whether it shows the flags that virtualization needs
 * @param device KVM's device file
 * @param boot the id of the system's boot, empty if not known
 */
record HostVirtualization(
        Platform platform, Architecture architecture, Processor processor, Path device, String boot) {
    private static final Duration LOOK = Duration.ofSeconds(5);

    /**
     * The processor.
     *
     * @param model its name
     * @param virtualizes whether it shows {@code vmx} or {@code svm}; always true where processors have no such flag
     */
    record Processor(String model, boolean virtualizes) {

        static Processor parse(String cpuinfo, Architecture architecture) {
            boolean virtualizes = architecture != Architecture.X86_64
                    || words(field(cpuinfo, "flags")).stream().anyMatch(List.of("vmx", "svm")::contains);
            return new Processor(field(cpuinfo, "model name"), virtualizes);
        }

        private static List<String> words(String text) {
            return Arrays.asList(text.split(" "));
        }

        private static String field(String cpuinfo, String key) {
            return cpuinfo.lines()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Look at this computer. */
    static HostVirtualization ofThisComputer() {
        Architecture architecture = Architecture.current();
        return new HostVirtualization(
                Platform.current(),
                architecture,
                Processor.parse(read("/proc/cpuinfo"), architecture),
                Path.of("/dev/kvm"),
                read("/proc/sys/kernel/random/boot_id").strip());
    }

    /** Return the accelerator that this computer seems to offer, from looks alone, without running a guest. */
    AcceleratorChoice outlook() {
        return switch (platform) {
            case LINUX -> onLinux();
            case MACOS -> onMac();
            case WINDOWS -> new AcceleratorChoice(Accelerator.WHPX, "Windows' hypervisor; not verified");
        };
    }

    /** Return whether this user may use KVM's device file. */
    boolean deviceUsable() {
        return Files.isReadable(device) && Files.isWritable(device);
    }

    private AcceleratorChoice onLinux() {
        if (!processor.virtualizes()) {
            return emulation("the processor shows no hardware virtualization (vmx, svm)");
        }
        if (!Files.exists(device)) {
            return emulation("there is no " + device);
        }
        if (!deviceUsable()) {
            return emulation("this user has no access to " + device + "; members of its group have");
        }
        return new AcceleratorChoice(Accelerator.KVM, "hardware virtualization");
    }

    private static AcceleratorChoice onMac() {
        Command.Result answer = Command.run(List.of("sysctl", "-n", "kern.hv_support"), LOOK);
        return answer.output().strip().equals("1")
                ? new AcceleratorChoice(Accelerator.HVF, "macOS' hypervisor; not verified")
                : emulation("macOS offers no hypervisor here");
    }

    private static AcceleratorChoice emulation(String reason) {
        return new AcceleratorChoice(Accelerator.TCG, "emulation: " + reason);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            // Not there on other systems than Linux; nothing is lost but the knowledge.
            return "";
        }
    }
}
