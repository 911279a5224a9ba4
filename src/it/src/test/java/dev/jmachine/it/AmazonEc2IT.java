package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.Deadline;
import dev.jmachine.it.cloud.Ec2Account;
import dev.jmachine.it.cloud.FirstBoot;
import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.RunningProgram;
import dev.jmachine.testkit.MotoServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine at Amazon EC2 from {@code create} to {@code rm}: the API is moto's, and a Debian host of ours, at the address
 * that the API gives the instance, is the instance.
 */
class AmazonEc2IT {
    @TempDir
    private static Path provider;

    private static MotoServer moto;

    @TempDir
    private Path folder;

    private Ec2Account account;
    private DebianHost host;
    private FirstBoot boot;
    private Set<String> before;
    private Jmachine jmachine;
    private String[] create;

    @BeforeAll
    static void startProvider() {
        moto = MotoServer.start(provider);
    }

    @AfterAll
    static void stopProvider() {
        if (moto != null) {
            moto.close();
        }
    }

    @BeforeEach
    void startInstance() {
        host = DebianHost.withEngine(Release.DEBIAN_13);
        boot = FirstBoot.of(host);
        account = new Ec2Account(moto.url());
        String subnet = account.subnetWithNext(host.address());
        before = account.things();
        // Nothing of this computer's owner may be picked up.
        jmachine = Jmachine.withStore(folder.resolve("store")).with("HOME", folder.toString())
                .with("AWS_ACCESS_KEY_ID", "test").with("AWS_SECRET_ACCESS_KEY", "test")
                .with("AWS_EC2_METADATA_DISABLED", "true");
        create = new String[] {"create", "-d", "amazonec2", "--amazonec2-endpoint", moto.url().toString(),
            "--amazonec2-insecure-transport", "--amazonec2-region", Ec2Account.REGION,
            "--amazonec2-subnet-id", subnet, "--amazonec2-private-address-only", "--amazonec2-ssh-user", "debian", "web"};
    }

    @AfterEach
    void stopInstance() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void aMachineIsMadeUsedSwitchedAndRemovedWithoutATrace() {
        try (RunningProgram creation = jmachine.start(create)) {
            boot.with(account.userData(awaitInstance()));
            creation.await().orFail();
        }
        assertThat(account.instances("running")).hasSize(1);
        assertThat(jmachine.run("ls", "--format", "{{.Name}} {{.State}} {{.URL}} {{.Error}}").orFail())
                .isEqualTo("web Running tcp://" + host.address() + ":2376");
        assertThat(jmachine.docker("web", "info", "-f", "{{.Labels}}").orFail()).contains("provider=amazonec2");
        assertThat(jmachine.run("ssh", "web", "id", "-un").orFail()).isEqualTo("debian");
        assertThat(orphans()).isEmpty();

        switched("stop", "stopped", "Stopped");
        switched("start", "running", "Running");
        switched("kill", "stopped", "Stopped");
        switched("restart", "running", "Running");
        jmachine.docker("web", "version").orFail();

        jmachine.run("rm", "-y", "web").orFail();
        assertThatNothingIsLeft();
    }

    private void switched(String command, String atTheProvider, String told) {
        jmachine.run(command, "web").orFail();
        assertThat(account.instances(atTheProvider)).as("instances that are %s", atTheProvider).hasSize(1);
        assertThat(jmachine.run("status", "web").orFail()).isEqualTo(told);
    }

    @Test
    void aCreateThatIsKilledGoesOnWithTheInstanceThatItHasMade() {
        String instance;
        try (RunningProgram creation = jmachine.start(create)) {
            instance = awaitInstance();
            creation.killTree();
        }
        assertThat(orphans()).as("what a machine of the store accounts for").isEmpty();

        try (RunningProgram creation = jmachine.start(create)) {
            boot.with(account.userData(instance));
            creation.await().orFail();
        }
        assertThat(account.instances("running")).containsExactly(instance);
        jmachine.docker("web", "version").orFail();

        jmachine.run("rm", "-y", "web").orFail();
        assertThatNothingIsLeft();
    }

    private String awaitInstance() {
        Deadline.after(Duration.ofMinutes(1)).await("an instance", Duration.ofMillis(50),
                () -> !account.instances("pending", "running").isEmpty());
        String instance = account.instances("pending", "running").get(0);
        assertThat(account.address(instance)).as("the instance's address").isEqualTo(host.address());
        return instance;
    }

    private String orphans() {
        Outcome outcome = jmachine.run("orphans", "-d", "amazonec2", "--amazonec2-endpoint", moto.url().toString(),
                "--amazonec2-insecure-transport", "--amazonec2-region", Ec2Account.REGION);
        return String.join("\n", outcome.orFail().lines().skip(1).toList());
    }

    private void assertThatNothingIsLeft() {
        assertThat(account.things()).isEqualTo(before);
        assertThat(jmachine.knowsNothingOf("web")).isTrue();
        assertThat(orphans()).isEmpty();
    }
}
