package dev.jmachine.driver.vmwarevsphere.vim;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.time.Duration;
import java.util.function.Consumer;

/** A task that the server works on. */
public final class VimTask {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final VimSession session;
    private final String activity;
    private final ManagedObject task;

    VimTask(VimSession session, String activity, ManagedObject task) {
        this.session = session;
        this.activity = activity;
        this.task = task;
    }

    /** Wait for its end. */
    public void await(Duration timeout) {
        await(timeout, percent -> { });
    }

    /**
     * Wait for its end.
     *
     * @param progress takes how far it has come, in percent
     * @throws MachineException if the task fails, with {@link ErrorCode#TIMEOUT}; it goes on then
     */
    public void await(Duration timeout, Consumer<Integer> progress) {
        Deadline deadline = Deadline.after(timeout);
        Duration pause = FIRST_PAUSE;
        while (!ended(progress)) {
            if (deadline.expired()) {
                throw new MachineException(ErrorCode.TIMEOUT, activity,
                        "vSphere's " + task.value() + " has not ended within " + timeout.toSeconds() + " s.");
            }
            deadline.pause("vSphere's " + task.value(), pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean ended(Consumer<Integer> progress) {
        VimElement info = session.retrieve(activity, task, "info").get("info");
        switch (info.text("state")) {
            case "success":
                return true;
            case "error":
                throw session.failure(activity, info.child("error").orElse(info));
            default:
                if (!info.text("progress").isEmpty()) {
                    progress.accept(Integer.valueOf(info.text("progress")));
                }
                return false;
        }
    }
}
