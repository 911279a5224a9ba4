package dev.jmachine.driver.generic;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.spi.DriverContext;
import java.time.Duration;

/** Restarts the host from inside and waits until it has really been restarted. */
final class HostReboot {
    private static final Duration COMMAND = Duration.ofSeconds(20);
    private static final Duration REBOOT = Duration.ofMinutes(10);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** The kernel's boot and the start of the first process: a restart changes one of them, in a container too. */
    private static final String BOOT = "cat /proc/sys/kernel/random/boot_id; cut -d' ' -f22 /proc/1/stat";

    /** Detached, so that the connection may go down before the command has ended. */
    private static final String REBOOT_COMMAND =
            "if [ \"$(id -u)\" = 0 ]; then sudo=; else sudo='sudo -n'; $sudo true || exit 1; fi; "
                    + "nohup $sudo sh -c 'sleep 1; systemctl reboot || reboot' >/dev/null 2>&1 </dev/null &";

    private final DriverContext context;

    HostReboot(DriverContext context) {
        this.context = context;
    }

    void run() {
        String before = orderReboot();
        context.progress("Waiting for the host to come back");
        Deadline.after(REBOOT).await("the host to come back", INTERVAL, () -> rebootedSince(before));
    }

    private String orderReboot() {
        try (RemoteShell shell = context.shell()) {
            String boot = shell.run(BOOT, COMMAND).output();
            CommandResult ordered = shell.run(REBOOT_COMMAND, COMMAND);
            if (!ordered.succeeded()) {
                throw new MachineException(ErrorCode.NO_ROOT, "Restarting the host",
                        "The SSH user may not restart it: " + ordered.errors().strip());
            }
            return boot;
        }
    }

    private boolean rebootedSince(String before) {
        try (RemoteShell shell = context.shell()) {
            CommandResult now = shell.run(BOOT, COMMAND);
            return now.succeeded() && !now.output().equals(before);
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.HOST_KEY_CHANGED) {
                throw e;
            }
            return false;
        }
    }
}
