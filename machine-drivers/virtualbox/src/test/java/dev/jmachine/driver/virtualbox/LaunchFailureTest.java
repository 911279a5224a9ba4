package dev.jmachine.driver.virtualbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.virtualbox.soap.VirtualBoxFault;
import org.junit.jupiter.api.Test;

/** What is said of a machine that does not start. */
class LaunchFailureTest {
    private static final int FAILURE = 0x80004005;

    @Test
    void aMachineThatEndsAtItsStartElsewhereIsLikelyToLackTheKernelModule() {
        VirtualBoxFault fault = VirtualBoxFault.of("Starting the machine", FAILURE,
                "The virtual machine 'a' has terminated unexpectedly during startup with exit code 1 (0x1)");
        MachineException told = LaunchFailure.of(fault, false);
        assertThat(told.code()).isEqualTo(ErrorCode.DRIVER_NOT_READY);
        assertThat(told).hasCause(fault).hasMessageContaining("/dev/vboxdrv")
                .hasMessageContaining("terminated unexpectedly").hasMessageContaining("Fix: sudo modprobe vboxdrv");
    }

    @Test
    void anyOtherFailureIsToldAsItIs() {
        VirtualBoxFault fault = VirtualBoxFault.of("Starting the machine", FAILURE, "No such host-only interface");
        assertThat(LaunchFailure.of(fault, false)).isSameAs(fault);
    }
}
