package dev.jmachine.lifecycle.step;

import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Operation;
import dev.jmachine.operation.Step;
import dev.jmachine.store.Journal;
import java.util.ArrayList;
import java.util.List;

/** What is done to machines: each operation with its steps. */
public final class Operations {
    /** Starts a machine that is off. */
    public static final Operation<Session> START = new Operation<>("start",
            List.of(PowerStep.START, new SshStep(), new FollowAddressStep(), new VerifyEngineStep()));

    /** Restarts a machine. */
    public static final Operation<Session> RESTART = new Operation<>("restart",
            List.of(PowerStep.RESTART, new SshStep(), new FollowAddressStep(), new VerifyEngineStep()));

    /** Shuts a machine down. */
    public static final Operation<Session> STOP = new Operation<>("stop", List.of(PowerStep.STOP));

    /** Switches a machine off. */
    public static final Operation<Session> KILL = new Operation<>("kill", List.of(PowerStep.KILL));

    /** Brings a machine's engine to what is asked for of it. */
    public static final Operation<Session> PROVISION = new Operation<>("provision", List.of(new SshStep(),
            new DetectStep(), new InstallEngineStep(), new SecureEngineStep(false), new VerifyEngineStep()));

    /** Gives a machine's engine a new certificate. */
    public static final Operation<Session> REGENERATE_CERTIFICATES = new Operation<>("regenerate-certs", List.of(
            new SshStep(), new DetectStep(), new SecureEngineStep(true), new VerifyEngineStep()));

    private Operations() {
    }

    /** Return what brings a newer engine, or the one of a version, on a machine that may be off before. */
    public static Operation<Session> upgrade(String version) {
        return new Operation<>("upgrade", List.of(new StartIfOffStep(), new SshStep(), new DetectStep(),
                new UpgradeEngineStep(version), new SecureEngineStep(false), new VerifyEngineStep()));
    }

    /**
     * Return what is done to a new machine.
     *
     * @param last the steps after those of the machine alone
     */
    public static Operation<Session> create(List<Step<Session>> last) {
        List<Step<Session>> steps = new ArrayList<>(List.of(new CheckStep(), new CreateStep(), new SshStep(),
                new DetectStep(), new InstallEngineStep(), new CertificatesStep(), new SecureEngineStep(false),
                new VerifyEngineStep()));
        steps.addAll(last);
        return new Operation<>("create", steps);
    }

    /** Return whether a creation has come so far that anything outside the store may have been made. */
    public static boolean wasBegun(Journal creation) {
        return creation.isDone(CheckStep.ID);
    }

    /**
     * Return what removes a machine.
     *
     * @param first the step before those of the machine alone
     * @param cleanHost whether the host, which stays, is cleaned
     */
    public static Operation<Session> remove(Step<Session> first, boolean cleanHost) {
        return new Operation<>("remove", cleanHost
                ? List.of(first, new SshStep(), new CleanHostStep(), PowerStep.REMOVE)
                : List.of(first, PowerStep.REMOVE));
    }
}
