package dev.jmachine.driver.qemu;

import dev.jmachine.hypervisor.CloudInitSeed;
import dev.jmachine.hypervisor.Handover;
import dev.jmachine.hypervisor.IsoImage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.hypervisor.program.Command;
import dev.jmachine.spi.HostKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedTest {
    private static final Handover HANDOVER = new Handover("a", "6b1f0c7e-9d54-4d0c-8a53-0f2b3c4d5e6f", "docker",
            "ssh-ed25519 AAAA me", new HostKey("-----BEGIN\nsecret: \"x\"\n", "ssh-ed25519 BBBB"),
            SharedNetwork.cards(7));

    @TempDir
    Path folder;

    @Test
    void theArchiveIsReadByTar() throws IOException {
        Path archive = Files.write(folder.resolve("seed.tar"), SeedArchive.of(HANDOVER));
        Path root = Files.createDirectory(folder.resolve("root"));
        run("tar", "-x", "-p", "-f", archive.toString(), "-C", root.toString());
        assertThat(root.resolve("etc/hostname")).hasContent("a");
        assertThat(root.resolve("etc/machine-id")).hasContent("6b1f0c7e9d544d0c8a530f2b3c4d5e6f");
        assertThat(Files.readString(root.resolve("etc/ssh/ssh_host_ed25519_key")))
                .isEqualTo("-----BEGIN\nsecret: \"x\"\n");
        assertThat(root.resolve("etc/jmachine/user")).hasContent("docker");
        assertThat(root.resolve("etc/systemd/network/20-shared.network"))
                .content().contains("MACAddress=52:54:00:a1:00:07").contains("Address=10.90.0.8/16");
        assertThat(run("tar", "-t", "-v", "-f", archive.toString()))
                .contains("-rw------- root/root").contains("-r--r--r-- root/root");
    }

    @Test
    void theSameHandoverGivesTheSameArchive() {
        assertThat(SeedArchive.of(HANDOVER)).isEqualTo(SeedArchive.of(HANDOVER));
    }

    @Test
    void theDiskOfCloudInitIsLabelledAndHoldsItsFiles() throws IOException {
        byte[] image = CloudInitSeed.of(HANDOVER);
        assertThat(new String(image, 16 * 2048 + 40, 32, StandardCharsets.US_ASCII).strip()).isEqualTo("cidata");
        Map<String, byte[]> files = filesOf(image);
        assertThat(files.keySet()).containsExactlyInAnyOrder("meta-data", "network-config", "user-data");
        assertThat(json(files.get("meta-data"))).containsEntry("local-hostname", "a")
                .containsEntry("instance-id", HANDOVER.machineId());
        String userData = new String(files.get("user-data"), StandardCharsets.UTF_8);
        assertThat(userData).startsWith("#cloud-config\n");
        assertThat(json(files.get("user-data"))).containsEntry("ssh_authorized_keys", List.of("ssh-ed25519 AAAA me"))
                .containsEntry("ssh_keys", Map.of(
                        "ed25519_private", "-----BEGIN\nsecret: \"x\"\n", "ed25519_public", "ssh-ed25519 BBBB"));
        assertThat(new String(files.get("network-config"), StandardCharsets.UTF_8))
                .contains("52:54:00:a0:00:07").contains("10.90.0.8/16");
    }

    @Test
    void filesOfManySizesAreFoundInTheImage() {
        Map<String, byte[]> files = new HashMap<>();
        for (int size : new int[] {0, 1, 2047, 2048, 2049, 70_000}) {
            byte[] content = new byte[size];
            Arrays.fill(content, (byte) (size + 1));
            files.put("file-of-" + size, content);
        }
        assertThat(filesOf(IsoImage.of("x", files))).containsExactlyInAnyOrderEntriesOf(files);
    }

    /** Reads the folder as Linux does: by the root record of the volume's description, names from Rock Ridge. */
    private static Map<String, byte[]> filesOf(byte[] image) {
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int record = bytes.getInt(16 * 2048 + 156 + 2) * 2048;
        int end = record + bytes.getInt(16 * 2048 + 156 + 10);
        Map<String, byte[]> files = new HashMap<>();
        for (; record < end && bytes.get(record) != 0; record += bytes.get(record) & 0xff) {
            int nameLength = bytes.get(record + 32);
            if (nameLength > 1) {
                int rockRidge = record + 33 + nameLength + (nameLength + 1) % 2;
                assertThat(new String(image, rockRidge, 2, StandardCharsets.US_ASCII)).isEqualTo("NM");
                int length = (bytes.get(rockRidge + 2) & 0xff) - 5;
                int start = bytes.getInt(record + 2) * 2048;
                files.put(new String(image, rockRidge + 5, length, StandardCharsets.US_ASCII),
                        Arrays.copyOfRange(image, start, start + bytes.getInt(record + 10)));
            }
        }
        return files;
    }

    private static Map<String, Object> json(byte[] text) throws IOException {
        return JSON.std.mapFrom(new String(text, StandardCharsets.UTF_8).replace("#cloud-config\n", ""));
    }

    private static String run(String... line) {
        Command.Result result = Command.run(List.of(line), Duration.ofSeconds(20));
        assertThat(result.exitStatus()).as(result.errors()).isZero();
        return result.output();
    }
}
