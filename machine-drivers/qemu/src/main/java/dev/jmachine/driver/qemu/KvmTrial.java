package dev.jmachine.driver.qemu;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Tries whether a guest really runs under an accelerator, within a bounded time, and remembers the verdict.
 *
 * <p>The guest is a boot sector for x86-64. It waits for one tick of the timer, switches from real mode through paging
 * to 64-bit mode, as every kernel does, and then ends QEMU with a certain exit status through its debug-exit device.
 */
final class KvmTrial {
    /**
     * The boot sector's code, loaded at 0x7c00. In assembler: {@code cli}; segments and stack set up; {@code sti; hlt;
     * cli}; page tables at 0x1000, 0x2000 and 0x3000 that map the first 2 MiB to themselves; CR4.PAE; CR3; EFER.LME;
     * {@code lgdt}; CR0.PE and CR0.PG; {@code ljmp} to the 64-bit segment; {@code mov $0x2a, %al; out %al, $0xf4};
     * {@code hlt} for ever; the segment table and its description.
     */
    private static final String CODE = """
            fa31c08ed88ec08ed0bc007cfcfbf4fabf00106631c0b9000c66f3abc7060010
            0320c70600200330c706003083000f20e00c200f22e066b8001000000f22d866
            b9800000c00f3280cc010f300f0116807c0f20c0660d010000800f22c0ea627c
            0800b02ae6f4f4ebfd8db42600000000000000000000000000000000009a2000
            0f00707c00000000""";
    private static final int SECTOR = 512;
    /** What debug-exit makes of the value 0x2a. */
    private static final int PASSED = 0x2a << 1 | 1;

    private final QemuInstallation qemu;
    private final Path verdict;
    private final Duration timeout;

    /**
     * Prepare the trial.
     *
     * @param sharedFolder where the verdict is kept
     * @param timeout how long the guest may take; it takes a fraction of a second even under emulation
     */
    KvmTrial(QemuInstallation qemu, Path sharedFolder, Duration timeout) {
        this.qemu = qemu;
        this.verdict = sharedFolder.resolve("kvm-verdict.json");
        this.timeout = timeout;
    }

    /** Return whether guests run under KVM here, from memory when it was tried since this computer's last boot. */
    boolean passes(HostVirtualization host) {
        Map<String, Object> key = Map.of(
                "Boot", host.boot(), "Processor", host.processor().model(), "Qemu", qemu.version());
        try {
            Map<String, Object> remembered = remembered();
            if (remembered.getOrDefault("Key", Map.of()).equals(key)) {
                return Boolean.TRUE.equals(remembered.get("Works"));
            }
            boolean works = runs(Accelerator.KVM);
            remember(Map.of("Key", key, "Works", works));
            return works;
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Trying KVM", e.toString(), e);
        }
    }

    /** Run the guest under an accelerator and return whether it came through in time. */
    boolean runs(Accelerator accelerator) throws IOException {
        Path disk = Files.createTempFile("jmachine-trial-", ".img");
        try {
            Files.write(disk, bootSector());
            return Command.run(arguments(accelerator, disk), timeout).exitStatus() == PASSED;
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return false;
        } finally {
            Files.deleteIfExists(disk);
        }
    }

    private List<String> arguments(Accelerator accelerator, Path disk) {
        return List.of(qemu.program().toString(), "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none",
                "-machine", "pc", "-accel", accelerator.argument(),
                "-cpu", accelerator.processor(Architecture.X86_64), "-m", "64",
                "-drive", "if=ide,format=raw,file=" + QemuArguments.escape(disk),
                "-device", "isa-debug-exit,iobase=0xf4,iosize=0x04");
    }

    private static byte[] bootSector() {
        byte[] code = HexFormat.of().parseHex(CODE.replace("\n", ""));
        byte[] sector = Arrays.copyOf(code, SECTOR);
        sector[SECTOR - 2] = 0x55;
        sector[SECTOR - 1] = (byte) 0xaa;
        return sector;
    }

    private Map<String, Object> remembered() {
        try {
            return Files.exists(verdict) ? JSON.std.mapFrom(Files.readString(verdict)) : Map.of();
        } catch (IOException e) {
            // A damaged memory is none: the trial is cheap.
            return Map.of();
        }
    }

    private void remember(Map<String, Object> values) throws IOException {
        Path draft = Files.createTempFile(verdict.getParent(), ".kvm-verdict", "");
        Files.writeString(draft, JSON.std.asString(values));
        Files.move(draft, verdict, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
