package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.MachineState;
import dev.jmachine.hypervisor.image.ImageCatalog;
import dev.jmachine.testkit.TestCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real guest from a cloud image, which boots by its own loader and is set up by cloud-init. */
@Timeout(1500)
class CloudGuestIT {
    @TempDir
    Path store;

    @Test
    void aCloudImageGivenByItsPathBecomesAMachine() throws Exception {
        Path image = new ImageCatalog(TestCache.folder("qemu")).ensure("debian-13-cloud", "", (what, done, total) -> { })
                .disk();
        TestContext machine = TestContext.in(store, "cloudy")
                .with("qemu-image", image.toString()).with("qemu-image-checksum", "sha256:" + sha256(image))
                .with("qemu-boot-timeout", "1200").with("qemu-disk-size", "6000");
        try {
            machine.driver().create();
            Ssh ssh = new Ssh(machine);
            ssh.awaitLogin();
            assertThat(ssh.output("hostname; id -un; sudo id -u")).isEqualTo("cloudy\ndocker\n0\n");
            assertThat(ssh.output("ip -4 -brief address")).contains("10.91.0.15/24")
                    .contains(machine.driver().network().peerAddress().orElseThrow() + "/16");
            ssh.output("cloud-init status --wait");
            assertThat(Long.parseLong(ssh.output("df --output=size -m / | tail -n 1").strip())).isGreaterThan(5_000);
            assertThat(ssh.output("ls /etc/ssh/ssh_host_*_key")).isEqualTo("/etc/ssh/ssh_host_ed25519_key\n");
            machine.driver().stop();
            assertThat(machine.driver().status()).isEqualTo(MachineState.STOPPED);
            machine.driver().start();
            ssh.awaitLogin();
            assertThat(ssh.output("hostname")).isEqualTo("cloudy\n");
        } finally {
            machine.driver().remove();
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
