package dev.jmachine.driver.vmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.hypervisor.program.Command;
import dev.jmachine.lifecycle.DriverWorkbench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VmwareDriverTest {
    @TempDir
    private Path store;

    private FakeVmware vmware;
    private DriverWorkbench bench;

    @BeforeEach
    void open() {
        vmware = FakeVmware.install(store.resolve("bin"), 2_000);
        bench = new DriverWorkbench(new VmwareFusionDriverFactory(), store, MachineSpec.builder("web", "vmwarefusion")
                .option("vmwarefusion-vmrun", vmware.vmrun().toString())
                .option("vmwarefusion-image", vmware.image().toString())
                .option("vmwarefusion-disk-size", "3000")
                .option("vmwarefusion-cpu-count", "2").build(), UnaryOperator.identity());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theConfigurationSaysWhatWasAskedForAndWhoseItIs() throws IOException {
        bench.driver().create();

        assertThat(Files.readString(file("web.vmx"))).contains("displayName = \"web\"\n", "numvcpus = \"2\"\n",
                "memsize = \"1024\"\n", "scsi0:0.fileName = \"web.vmdk\"\n", "sata0:1.fileName = \"seed.iso\"\n",
                "ethernet0.connectionType = \"nat\"\n").containsPattern("annotation = \"jmachine-id=[0-9a-f-]{36}\"");
        assertThat(DiskImage.megabytes(file("web.vmdk"))).isEqualTo(3000);
    }

    @Test
    void theSeedIsForNobodyElseToRead() throws IOException {
        bench.driver().create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("seed.iso"))))
                .isEqualTo("rw-------");
        assertThat(new String(Files.readAllBytes(file("seed.iso")), StandardCharsets.ISO_8859_1))
                .contains("#cloud-config", "ed25519_private");
    }

    @Test
    void aMachineThatWasSuspendedIsSavedAndGoesOn() {
        bench.driver().create();
        vmrun("suspend");

        assertThat(bench.driver().status()).isEqualTo(MachineState.SAVED);
        bench.driver().start();
        assertThat(bench.driver().status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void whatVmrunSaysIsTold() throws IOException {
        bench.driver().create();
        bench.driver().kill();
        Files.delete(file("web.vmdk"));

        assertThatThrownBy(() -> bench.driver().start()).isInstanceOf(MachineException.class)
                .hasMessageContaining("vmrun says: Error: Unable to open the disk 'web.vmdk'");
    }

    @Test
    void withoutVmrunNothingIsKnown() throws IOException {
        bench.driver().create();
        Files.delete(vmware.vmrun());

        assertThat(bench.driver().status()).isEqualTo(MachineState.TIMEOUT);
    }

    @Test
    void theLastLinesOfTheConsoleAreToHand() {
        bench.driver().create();

        assertThat(bench.driver().console()).containsExactly("booted");
    }

    @Test
    void optionsAndVariablesOfTheSecondNameAreDockerMachines() {
        assertThat(new VmwareFusionDriverFactory().options())
                .filteredOn(option -> option.name().equals("vmwarefusion-memory-size")).singleElement()
                .extracting(DriverOption::environment, DriverOption::defaultValue)
                .containsExactly("FUSION_MEMORY_SIZE", "1024");
    }

    @Test
    void theSizeOfADiskIsReadFromItsDescriptionToo() throws IOException {
        Path disk = Files.writeString(store.resolve("described.vmdk"), """
                # Disk DescriptorFile
                version=1
                RW 4192256 SPARSE "described-s001.vmdk"
                RW 2048 SPARSE "described-s002.vmdk"
                """);
        assertThat(DiskImage.megabytes(disk)).isEqualTo(2048);
    }

    private Path file(String name) {
        return bench.folder().resolve(name);
    }

    private void vmrun(String command) {
        List<String> line = List.of(vmware.vmrun().toString(), "-T", "ws", command, file("web.vmx").toString());
        assertThat(Command.run(line, Duration.ofSeconds(20)).exitStatus()).isZero();
    }

    @Test
    void everyOptionIsInTheManual() throws IOException {
        String manual = Files.readString(Path.of("../../docs/drivers/vmware.md"));
        for (DriverOption option : VmwareOptions.VMWARE.all()) {
            assertThat(manual).contains("`--" + option.name() + "`", "`" + option.environment() + "`",
                    option.defaultValue().equals("false") ? "" : option.defaultValue());
        }
    }
}
