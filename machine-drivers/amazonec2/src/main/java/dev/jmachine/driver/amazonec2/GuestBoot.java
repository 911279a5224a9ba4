package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.cloud.Polling;
import dev.jmachine.spi.DriverContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells one boot of the guest from the next, over SSH: Amazon takes the order to reboot, and says nothing of when it is
 * done.
 */
final class GuestBoot {
    /** After four minutes Amazon switches off a guest that does not go down by itself. */
    private static final Duration REBOOT = Duration.ofMinutes(8);
    private static final Duration COMMAND = Duration.ofSeconds(15);

    private final DriverContext context;

    GuestBoot(DriverContext context) {
        this.context = context;
    }

    /** Return what Linux calls this boot; empty when SSH does not let us in. */
    Optional<String> id() {
        try (RemoteShell shell = context.shell()) {
            return Optional.of(shell.run("cat /proc/sys/kernel/random/boot_id", COMMAND).output().strip())
                    .filter(id -> !id.isEmpty());
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Wait until the guest has been booted anew. */
    void awaitAnother(String before) {
        context.progress("Waiting for the guest to come up again");
        Polling.within(REBOOT).until("the guest to come up again",
                () -> id().filter(now -> !now.equals(before)).isPresent());
    }
}
