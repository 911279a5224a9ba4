package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.program.Platform;

/**
 * Chooses the accelerator for guests on this computer.
 *
 * <p>A device file does not prove that KVM works: inside some virtual machines it is there and guests hang on it for
 * ever. So KVM is chosen only when the processor shows virtualization, the device may be used, and a tiny guest has run
 * through on it; that verdict is remembered until the computer is booted again or QEMU changes.
 */
final class AcceleratorChooser {
    private static final String AUTOMATIC = "auto";

    private final HostVirtualization host;
    private final KvmTrial trial;

    AcceleratorChooser(HostVirtualization host, KvmTrial trial) {
        this.host = host;
        this.trial = trial;
    }

    /**
     * Check that an accelerator asked for can be had on this computer at all.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} or {@link ErrorCode#PRECREATE_CHECK_FAILED}
     */
    void check(String wish) {
        if (wish.equals(AUTOMATIC)) {
            return;
        }
        boolean there = switch (Accelerator.parse(wish)) {
            case KVM -> host.platform() == Platform.LINUX && host.deviceUsable();
            case TCG -> true;
            case HVF -> host.platform() == Platform.MACOS;
            case WHPX -> host.platform() == Platform.WINDOWS;
        };
        if (!there) {
            throw new MachineException(ErrorCode.PRECREATE_CHECK_FAILED,
                    "Looking for accelerator " + wish, "It cannot be used on this computer: "
                            + (wish.equals("kvm") ? "no access to " + host.device() : "another system's") + ".");
        }
    }

    /** Return the accelerator that was asked for, or the best that works when it is {@code auto}. */
    AcceleratorChoice choose(String wish) {
        AcceleratorChoice outlook = host.outlook();
        if (!wish.equals(AUTOMATIC)) {
            return asked(Accelerator.parse(wish), outlook);
        }
        if (outlook.accelerator() != Accelerator.KVM || host.architecture() != Architecture.X86_64) {
            return outlook;
        }
        return trial.passes(host)
                ? new AcceleratorChoice(Accelerator.KVM, "hardware virtualization, tried")
                : new AcceleratorChoice(Accelerator.TCG,
                        "emulation: " + host.device() + " is there, but a guest does not run on it");
    }

    private static AcceleratorChoice asked(Accelerator wish, AcceleratorChoice outlook) {
        boolean doubtful = wish != Accelerator.TCG && wish != outlook.accelerator();
        return new AcceleratorChoice(wish, doubtful ? "asked for, against " + outlook : "asked for");
    }
}
