package dev.jmachine.hypervisor.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.hypervisor.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds an image for real, from this computer's package mirror. Guests are started from images by other tests. */
@Timeout(900)
class ImageBuildIT {
    private static final String NAME = "debian-12";

    @TempDir
    Path folder;

    @Test
    void anImageIsBuiltFromPackages() throws IOException {
        List<Long> reports = new ArrayList<>();
        ImageCatalog catalog = new ImageCatalog(folder);
        assertThat(catalog.check(NAME)).isEmpty();
        Image image = catalog.ensure(NAME, "", (message, done, total) -> reports.add(done));
        assertThat(reports).isSorted().hasSizeGreaterThan(8).last().isEqualTo(100L);
        assertFilesAreAsDescribed(image.disk().getParent());
        assertThat(Files.size(image.disk())).isLessThan(200L * 1024 * 1024);
        Path disk = folder.resolve("disk.raw");
        assertThat(output("qemu-img", "convert", "-O", "raw", image.disk().toString(), disk.toString())).isEmpty();
        assertThat(output("e2fsck", "-f", "-n", disk.toString())).contains("jmachine:");
        assertThat(inside(disk, "cat /usr/lib/os-release")).contains("VERSION_CODENAME=bookworm");
        assertThat(inside(disk, "cat /etc/machine-id")).isEmpty();
        assertThat(inside(disk, "ls -p /etc/ssh")).contains("sshd_config").doesNotContain("ssh_host_");
        assertThat(inside(disk, "ls -p /var/lib/apt/lists")).doesNotContain("Packages");
        assertThat(inside(disk, "cat /etc/apt/sources.list")).contains(" bookworm main", " bookworm-updates main");
        assertThat(drafts()).isEmpty();
    }

    private static void assertFilesAreAsDescribed(Path image) throws IOException {
        Map<String, Object> description = JSON.std.mapFrom(Files.readString(image.resolve("image.json")));
        assertThat(description).containsEntry("name", NAME).containsEntry("engine", null);
        assertThat(description.get("version")).asString().matches("12\\.\\d+-[0-9a-f]{8}");
        List<String> names = new ArrayList<>();
        for (Object entry : (List<?>) description.get("files")) {
            Map<?, ?> file = (Map<?, ?>) entry;
            Path path = image.resolve(file.get("name").toString());
            names.add(file.get("name").toString());
            assertThat(Files.size(path)).isEqualTo(((Number) file.get("bytes")).longValue());
            assertThat(Checksum.of(path, "sha256").value()).isEqualTo(file.get("sha256"));
        }
        assertThat(names).containsExactly("disk.qcow2", "packages.txt", "vmlinuz", "initrd.img");
    }

    private List<Path> drafts() throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve("images/.drafts"))) {
            return found.toList();
        }
    }

    private static String inside(Path disk, String request) {
        return output("debugfs", "-R", request, disk.toString());
    }

    private static String output(String... command) {
        Command.Result result = Command.run(List.of(command), Duration.ofMinutes(5));
        assertThat(result.exitStatus()).as(result.errors()).isZero();
        return result.output();
    }
}
