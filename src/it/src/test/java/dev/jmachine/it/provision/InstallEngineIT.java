package dev.jmachine.it.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.jmachine.api.EngineInstall;
import dev.jmachine.api.EngineInstall.Mode;
import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import dev.jmachine.provision.HostFacts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts without an engine, with and without a way to one. */
class InstallEngineIT {
    @TempDir
    Path store;

    @ParameterizedTest
    @EnumSource
    void theDistributionsPackageIsTakenWhereTheScriptIsOutOfReach(Release release) {
        try (DebianHost host = DebianHost.plain(release);
                Provisioning provisioning = new Provisioning(host, "debian", store)) {
            hideScriptHost(host);

            assertThat(provisioning.provision(EngineSpec.DEFAULT)).isTrue();

            assertThat(provisioning.roundTrips()).isEqualTo(3);
            assertThat(provisioning.notices())
                    .anyMatch(notice -> notice.contains("cannot be reached") && notice.contains("package"));
            assertThat(provisioning.askEngine().version()).isNotEmpty();
            assertThat(host.run("docker info -f '{{.ServerVersion}}' && systemctl is-enabled docker"))
                    .as("a client is there too").endsWith("enabled");
        }
    }

    @Test
    void aVersionIsPinnedAndOneThatIsNotToBeHadIsAnsweredWithThoseThatAre() {
        try (DebianHost host = DebianHost.plain(Release.DEBIAN_12);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            EngineSpec.Builder engine = EngineSpec.builder().install(EngineInstall.of(Mode.PACKAGE));

            MachineException failure = failure(() -> provisioning.provision(engine.version("99.1").build()));
            MachineException partOfNumber = failure(() -> provisioning.provision(engine.version("2").build()));

            assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_INSTALL_FAILED);
            assertThat(failure.problem()).contains("99.1").contains("20.10.24+dfsg1");
            assertThat(partOfNumber.code()).isEqualTo(ErrorCode.ENGINE_INSTALL_FAILED);
            assertThat(provisioning.provision(engine.version("20.10").build())).isTrue();
            assertThat(provisioning.askEngine().version()).startsWith("20.10.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMirrorThatIsDownIsReportedInAptsOwnWords(Release release) {
        try (DebianHost host = DebianHost.offline(release);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            Instant start = Instant.now();

            MachineException failure = failure(() -> provisioning.provision(EngineSpec.DEFAULT));

            assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_INSTALL_FAILED);
            assertThat(failure.problem()).contains("docker.io").containsAnyOf("Temporary failure resolving",
                    "Could not resolve");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(2));
        }
    }

    @Test
    void aScriptHostThatDoesNotAnswerIsGivenUpQuickly() {
        try (DebianHost host = DebianHost.offline(Release.DEBIAN_12);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            // An address in the host's own network that nobody has: packets to it are lost.
            host.run("echo 10.213.0.254 get.docker.com >> /etc/hosts");
            Instant start = Instant.now();

            MachineException failure = failure(() -> provisioning.provision(EngineSpec.DEFAULT));

            assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_INSTALL_FAILED);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(2));
        }
    }

    @Test
    void anInstallationThatWasKilledIsRepairedAndAHeldLockIsWaitedFor() {
        try (DebianHost host = DebianHost.plain(Release.DEBIAN_13);
                Provisioning provisioning = new Provisioning(host, "debian", store)) {
            hideScriptHost(host);
            // Unpacked and never configured: what a connection that breaks in the midst of it leaves behind.
            host.run("apt-get -q update && apt-get -qy install --no-install-recommends --download-only docker.io"
                    + " && dpkg --unpack /var/cache/apt/archives/*.deb && mkdir -p /var/lib/jmachine"
                    + " && touch /var/lib/jmachine/installing");
            assertThat(host.run("dpkg-query -W -f '${db:Status-Status}' docker.io")).isEqualTo("unpacked");
            holdPackageLock(host, 12);
            HostFacts facts = provisioning.provisioner().detect();
            assertThat(facts.engineVersion()).as("half installed is not installed").isEmpty();

            assertThat(provisioning.provision(EngineSpec.DEFAULT)).isTrue();

            assertThat(host.run("dpkg --audit; dpkg-query -W -f '${db:Status-Status}' docker.io"))
                    .isEqualTo("installed");
            assertThat(provisioning.askEngine().version()).isNotEmpty();
        }
    }

    /** Holds the locks that apt and dpkg ask for, as an automatic upgrade does. */
    private static void holdPackageLock(DebianHost host, int seconds) {
        host.run("(nohup perl -e 'use Fcntl; for $f (\"/var/lib/dpkg/lock-frontend\", \"/var/lib/dpkg/lock\","
                + " \"/var/lib/apt/lists/lock\") { open($h{$f}, \"+>>\", $f) or die;"
                + " $l = pack(\"ssx4qqi\", F_WRLCK, 0, 0, 0, 0); fcntl($h{$f}, F_SETLK, $l) or die } open(D, \">/run/held\"); sleep " + seconds
                + "' > /run/holder 2>&1 &); timeout 10 sh -c 'until [ -e /run/held ]; do sleep 0.1; done'");
    }

    @Test
    void aScriptFromAUrlIsRunOnlyWithTheRightChecksum() throws Exception {
        String script = "#!/bin/sh\nset -e\necho \"version wanted: $VERSION\" > /run/wanted\nexport DEBIAN_FRONTEND="
                + "noninteractive\napt-get update\napt-get -y install --no-install-recommends docker.io\n";
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                .digest(script.getBytes(StandardCharsets.UTF_8)));
        try (DebianHost host = DebianHost.plain(Release.DEBIAN_12);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            HttpServer server = serve(script);
            try {
                String url = "http://" + gateway() + ":" + server.getAddress().getPort() + "/install.sh";

                MachineException wrong = failure(() -> provisioning.provision(EngineSpec.builder()
                        .install(EngineInstall.fromUrl(url, "sha256:" + "0".repeat(64))).build()));
                MachineException missing = failure(() -> provisioning.provision(EngineSpec.builder()
                        .install(EngineInstall.fromUrl(url.replace("install", "missing"), "")).build()));

                assertThat(wrong.code()).isEqualTo(ErrorCode.ENGINE_INSTALL_FAILED);
                assertThat(wrong.problem()).contains(digest).contains("0".repeat(64));
                assertThat(missing.problem()).contains("404");
                assertThat(host.succeedsAs("root", "test -e /run/wanted")).isFalse();
                assertThat(provisioning.provision(EngineSpec.builder().version("20.10")
                        .install(EngineInstall.fromUrl(url, "sha256:" + digest)).build())).isTrue();
                assertThat(host.run("cat /run/wanted")).isEqualTo("version wanted: 20.10");
                assertThat(provisioning.askEngine().version()).startsWith("20.10");
            } finally {
                server.stop(0);
            }
        }
    }

    @Test
    void anEngineThatIsThereIsKeptAndNoneIsInstalledWhereNoneIsWanted() {
        try (DebianHost ready = DebianHost.withEngine(Release.DEBIAN_12);
                DebianHost bare = DebianHost.offline(Release.DEBIAN_12);
                Provisioning keeping = new Provisioning(ready, "root", store.resolve("ready"));
                Provisioning refusing = new Provisioning(bare, "root", store.resolve("bare"))) {
            keeping.provision(EngineSpec.builder().version("26.1").build());
            MachineException failure = failure(() -> refusing.provision(
                    EngineSpec.builder().install(EngineInstall.of(Mode.NONE)).build()));

            assertThat(keeping.notices()).anyMatch(notice -> notice.contains("is kept") && notice.contains("26.1"));
            assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_INSTALL_FAILED);
            assertThat(refusing.roundTrips()).isEqualTo(1);
        }
    }

    /** Makes the official script's host refuse, in case the computer that runs the tests can reach it. */
    private static void hideScriptHost(DebianHost host) {
        host.run("echo 127.0.0.1 get.docker.com >> /etc/hosts");
    }

    private static HttpServer serve(String script) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        server.createContext("/install.sh", exchange -> {
            byte[] body = script.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** Returns this computer's address on the network of the hosts. */
    private static String gateway() throws IOException {
        return NetworkInterface.getByName("jmt0").getInterfaceAddresses().stream()
                .map(address -> address.getAddress().getHostAddress()).filter(address -> address.contains("."))
                .findFirst().orElseThrow();
    }

    private static MachineException failure(ThrowingCallable action) {
        return catchThrowableOfType(MachineException.class, action);
    }
}
