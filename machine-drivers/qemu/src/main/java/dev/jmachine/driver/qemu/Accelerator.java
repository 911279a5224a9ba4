package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.Locale;

/** What runs a guest's instructions. */
enum Accelerator {
    /** The Linux kernel's hypervisor. */
    KVM("host"),
    /**
     * QEMU's own translator, which works anywhere. The processor is a plain one, because each feature more costs time
     * at boot, but with what programs for x86-64-v2 need.
     */
    TCG("qemu64,+ssse3,+sse4.1,+sse4.2,+popcnt"),
    /** macOS's hypervisor; not tried yet. */
    HVF("host"),
    /** Windows' hypervisor; not tried yet. */
    WHPX("max");

    private final String processor;

    Accelerator(String processor) {
        this.processor = processor;
    }

    /**
     * Read an accelerator's name.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT}
     */
    static Accelerator parse(String name) {
        for (Accelerator accelerator : values()) {
            if (accelerator.option().equals(name)) {
                return accelerator;
            }
        }
        throw new MachineException(ErrorCode.INVALID_ARGUMENT,
                "Reading --" + QemuOptions.ACCELERATOR + " \"" + name + "\"",
                "It is one of auto, kvm, tcg, hvf and whpx.");
    }

    /** Return its name as an option's value. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Return QEMU's argument that chooses it. */
    String argument() {
        // A smaller translation buffer than QEMU's own gigabyte holds each guest's memory down and costs no time.
        return this == TCG ? "tcg,thread=multi,tb-size=128" : option();
    }

    /** Return the model of processor that guests are to have with it. */
    String processor(Architecture architecture) {
        return this == TCG && architecture != Architecture.X86_64 ? "max" : processor;
    }
}
