package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;

/** Makes failures of what QEMU says when it does not start. */
final class LaunchFailure {
    static final String ACTIVITY = "Starting QEMU";

    private LaunchFailure() {
    }

    static MachineException of(String complaint) {
        return new MachineException(code(complaint), ACTIVITY, complaint);
    }

    private static ErrorCode code(String complaint) {
        if (complaint.contains("Could not set up host forwarding rule")) {
            return ErrorCode.PORT_IN_USE;
        }
        if (complaint.contains("Failed to get \"write\" lock")) {
            // Another QEMU has the disk.
            return ErrorCode.WRONG_STATE;
        }
        if (complaint.contains("cannot set up guest memory") || complaint.contains("Cannot allocate memory")) {
            return ErrorCode.QUOTA;
        }
        return ErrorCode.PROVIDER;
    }
}
