package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was asked for when a machine was made, as it is kept in its state.
 *
 * @param hardware what the guest is made of
 * @param sshUser user to log in as
 * @param accelerator what {@code --qemu-accel} says
 * @param program QEMU's program, empty for the one on the PATH
 * @param bootTimeout seconds within which the guest must answer on SSH
 * @param arguments further arguments for QEMU
 */
record MachineSettings(
        GuestHardware hardware,
        String sshUser,
        String accelerator,
        String program,
        int bootTimeout,
        List<String> arguments) {

    MachineSettings {
        arguments = List.copyOf(arguments);
    }

    /** Read and check the options. */
    static MachineSettings of(DriverOptions options) {
        String user = options.text(QemuOptions.SSH_USER);
        if (!user.matches("[a-z_][a-z0-9_-]{0,31}")) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT,
                    "Reading --" + QemuOptions.SSH_USER + " \"" + user + "\"", "It is not the name of a user.");
        }
        int bootTimeout = options.number(QemuOptions.BOOT_TIMEOUT);
        if (bootTimeout < 1) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT,
                    "Reading --" + QemuOptions.BOOT_TIMEOUT + " \"" + bootTimeout + "\"", "It is a number of seconds.");
        }
        return new MachineSettings(GuestHardware.of(options), user, options.text(QemuOptions.ACCELERATOR),
                absolute(options.text(QemuOptions.PROGRAM)), bootTimeout, options.list(QemuOptions.ARGUMENT));
    }

    private static String absolute(String program) {
        boolean path = program.contains(File.separator);
        return path ? Path.of(program).toAbsolutePath().toString() : program;
    }

    /** Read what was saved. */
    static MachineSettings of(DriverState state) {
        return new MachineSettings(GuestHardware.of(state), state.text("SSHUser"), state.text("Accelerator"),
                state.text("Program"), (int) state.number("BootTimeout", 0), state.list("Arguments"));
    }

    /** Return what is to be saved. */
    Map<String, Object> toState() {
        Map<String, Object> values = new HashMap<>(hardware.toState());
        values.put("SSHUser", sshUser);
        values.put("Accelerator", accelerator);
        values.put("Program", program);
        values.put("BootTimeout", bootTimeout);
        values.put("Arguments", arguments);
        return values;
    }
}
