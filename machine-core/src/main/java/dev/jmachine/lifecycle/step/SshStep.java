package dev.jmachine.lifecycle.step;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Waits until the machine's SSH server lets us in, its host key verified; the connection serves all later steps. */
final class SshStep implements Step<Session> {
    private static final Duration BOOT = Duration.ofMinutes(10);
    private static final Duration ADOPTED = Duration.ofSeconds(30);
    private static final Duration LOGIN = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofMillis(250);
    /** Each look is a login at the bastion. */
    private static final Duration BASTION_INTERVAL = Duration.ofSeconds(2);
    /** OpenSSH from 9.8 on shuts out who fails to log in more often than every five seconds. */
    private static final Duration LOGIN_INTERVAL = Duration.ofSeconds(6);
    private static final int CONSOLE_LINES = 15;
    private static final Set<ErrorCode> UNREACHABLE = Set.of(ErrorCode.SSH_UNREACHABLE, ErrorCode.TIMEOUT);
    private static final Set<ErrorCode> NOT_SETTLED = Set.of(ErrorCode.SSH_UNREACHABLE, ErrorCode.TIMEOUT,
            ErrorCode.SSH_FAILED, ErrorCode.SSH_AUTHENTICATION);

    @Override
    public String id() {
        return "ssh";
    }

    @Override
    public String title() {
        return "Waiting for SSH to be available";
    }

    @Override
    public boolean done(Session session) {
        return !session.hasSsh();
    }

    @Override
    public void run(Session session) {
        SshEndpoint endpoint = session.driver().network().ssh().orElseThrow();
        session.events().progress("Waiting for SSH at " + endpoint, 0, 0);
        if (session.adopted()) {
            // The host is up, as a rule: a probe would be one more connection in its log.
            awaitLogin(session, endpoint, ADOPTED, UNREACHABLE);
        } else {
            awaitServer(session, endpoint);
            // At a first boot the server may be up a moment before the user and the key are in place.
            awaitLogin(session, endpoint, LOGIN, NOT_SETTLED);
        }
    }

    private static void awaitServer(Session session, SshEndpoint endpoint) {
        Deadline deadline = Deadline.after(BOOT);
        StateWatch watch = new StateWatch(session.driver()::status);
        try {
            deadline.await("SSH at " + endpoint, endpoint.bastion().isPresent() ? BASTION_INTERVAL : INTERVAL,
                    () -> answers(session, endpoint, watch));
        } catch (MachineException e) {
            throw e.code() == ErrorCode.TIMEOUT ? unreachable(session, e.activity(), e.problem()) : e;
        }
    }

    private static boolean answers(Session session, SshEndpoint endpoint, StateWatch watch) {
        if (session.probe(endpoint, ANSWER) == MachineState.RUNNING) {
            return true;
        }
        watch.hopeless().ifPresent(state -> {
            throw unreachable(session, "Waiting for SSH at " + endpoint,
                    "The machine is no longer running, but " + state.displayName() + ".");
        });
        return false;
    }

    private static void awaitLogin(
            Session session, SshEndpoint endpoint, Duration patience, Set<ErrorCode> passing) {
        Deadline deadline = Deadline.after(patience);
        deadline.await("the SSH login of " + endpoint, session.adopted() ? INTERVAL : LOGIN_INTERVAL, () -> {
            try {
                session.shell();
                return true;
            } catch (MachineException e) {
                if (deadline.expired() || !passing.contains(e.code())) {
                    throw e;
                }
                return false;
            }
        });
    }

    private static MachineException unreachable(Session session, String activity, String problem) {
        List<String> console = session.driver().console();
        List<String> last = console.subList(Math.max(0, console.size() - CONSOLE_LINES), console.size());
        String shown = last.isEmpty() ? "" : " Its console ends with:\n" + String.join("\n", last);
        return new MachineException(ErrorCode.SSH_UNREACHABLE, activity, problem + shown);
    }
}
