package dev.jmachine.lifecycle;

import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.operation.Operation;
import dev.jmachine.operation.Step;
import java.util.ArrayList;
import java.util.List;

/** What is done to machines: each operation with its steps. */
final class Operations {
    static final Operation<Session> START = new Operation<>("start", List.of(PowerStep.START, new SshStep(),
            new FollowAddressStep(), new VerifyEngineStep()));

    static final Operation<Session> RESTART = new Operation<>("restart", List.of(PowerStep.RESTART, new SshStep(),
            new FollowAddressStep(), new VerifyEngineStep()));

    static final Operation<Session> STOP = new Operation<>("stop", List.of(PowerStep.STOP));

    static final Operation<Session> KILL = new Operation<>("kill", List.of(PowerStep.KILL));

    static final Operation<Session> PROVISION = new Operation<>("provision", List.of(new SshStep(), new DetectStep(),
            new InstallEngineStep(), new SecureEngineStep(false), new VerifyEngineStep()));

    static final Operation<Session> REGENERATE_CERTIFICATES = new Operation<>("regenerate-certs", List.of(
            new SshStep(), new DetectStep(), new SecureEngineStep(true), new VerifyEngineStep()));

    private Operations() {
    }

    /** Return what brings a newer engine, or the one of a version. */
    static Operation<Session> upgrade(String version) {
        return new Operation<>("upgrade", List.of(new SshStep(), new DetectStep(), new UpgradeEngineStep(version),
                new SecureEngineStep(false), new VerifyEngineStep()));
    }

    /** Return what is done to a new machine. */
    static Operation<Session> create(MachineSpec spec) {
        List<Step<Session>> steps = new ArrayList<>(List.of(new CheckStep(), new CreateStep(), new SshStep(),
                new DetectStep(), new InstallEngineStep(), new CertificatesStep(), new SecureEngineStep(false),
                new VerifyEngineStep()));
        if (spec.swarm().role() != SwarmSpec.Role.NONE) {
            steps.add(new SwarmStep());
        }
        return new Operation<>("create", steps);
    }
}
