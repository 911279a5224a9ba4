package dev.jmachine.driver.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenStack's services behind TLS, with a certificate that no authority of the JDK has signed. */
class OpenStackTlsIT {
    @TempDir
    Path folder;

    private TlsFront front;

    @BeforeEach
    void openFront() throws IOException {
        front = new TlsFront(folder.resolve("cloud"), OpenStackServers.shared().proxy().url());
    }

    @AfterEach
    void closeFront() {
        front.close();
        OpenStackServers.shared().view().assertNothingIsLeft();
    }

    @Test
    void aCloudIsBelievedByItsAuthorityInEveryCall() {
        try (DriverWorkbench bench = bench(OpenStackOptions.CACERT, front.authorityFile().toString())) {
            Driver driver = bench.driver();
            driver.check();
            driver.create();
            assertThat(driver.status()).isEqualTo(MachineState.RUNNING);
            driver.remove();
        }
    }

    @Test
    void aCloudOfAnotherAuthorityIsRefusedAtOnceAndNeverSeesThePassword() {
        CertificateAuthority other = CertificateAuthority.openOrCreate(folder.resolve("other"), Clock.systemUTC());
        try (DriverWorkbench bench =
                bench(OpenStackOptions.CACERT, other.folder().resolve("ca.pem").toString())) {
            OpenStackServers.shared().proxy().reset();
            assertRefused(bench.driver());
            assertThat(OpenStackServers.shared().proxy().requests()).isEmpty();
        }
    }

    @Test
    void aCloudThatTheJdkDoesNotTrustIsRefusedWithTheWayOut() {
        try (DriverWorkbench bench = bench(OpenStackOptions.INSECURE, "false")) {
            assertRefused(bench.driver());
        }
    }

    private static void assertRefused(Driver driver) {
        assertThatThrownBy(driver::check).isInstanceOf(MachineException.class)
                .hasMessageContaining("certificate").hasMessageContaining("--openstack-cacert")
                .satisfies(failure -> assertThat(driver.classify(failure)).isEqualTo(FailureKind.OTHER));
    }

    @Test
    void anyCertificateIsBelievedOnlyWhenTheUserSaysSo() {
        try (DriverWorkbench bench = bench(OpenStackOptions.INSECURE, "true")) {
            bench.driver().check();
            bench.driver().create();
            bench.driver().remove();
        }
    }

    private DriverWorkbench bench(String option, String value) {
        MachineSpec spec = MachineSpec.builder("web", "openstack")
                .option(OpenStackOptions.AUTH_URL, front.url() + "/identity")
                .option(OpenStackOptions.USERNAME, "ada")
                .option(OpenStackOptions.PASSWORD, "correct horse")
                .option(OpenStackOptions.PROJECT_NAME, "work")
                .option(OpenStackOptions.IMAGE_NAME, "debian-12")
                .option(OpenStackOptions.FLAVOR_NAME, "m1.tiny")
                .option(option, value).build();
        return new DriverWorkbench(
                new OpenStackDriverFactory(), folder.resolve("store"), spec, UnaryOperator.identity());
    }
}
