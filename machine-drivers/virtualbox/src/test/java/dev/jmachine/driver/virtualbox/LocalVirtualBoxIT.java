package dev.jmachine.driver.virtualbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.spi.MachineNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real VirtualBox as if it were installed on this computer: the driver starts its web service and ends it. Nothing is
 * played, so machines come as far as their start.
 */
@Timeout(120)
class LocalVirtualBoxIT {

    @TempDir
    static Path folder;

    private static RealVirtualBox virtualBox;
    private static Path programs;

    @TempDir
    Path store;

    private DriverWorkbench bench;

    @BeforeAll
    static void startVirtualBox() throws IOException {
        assumeFalse(Files.exists(Path.of("/dev/vboxdrv")), "VirtualBox can start machines here");
        virtualBox = RealVirtualBox.openOrSkip(folder.resolve("vboxwebsrv.log"));
        programs = virtualBox.installInto(Files.createDirectory(folder.resolve("programs")));
    }

    @AfterAll
    static void endVirtualBox() {
        if (virtualBox != null) {
            virtualBox.close();
        }
    }

    @BeforeEach
    void openDriver() {
        virtualBox.shareFolders(store, "machines", "images");
        bench = open();
    }

    @AfterEach
    void removeMachine() {
        bench.driver().remove();
        assertThat(bench.folder()).isDirectoryNotContaining("glob:**{local,serial}*");
        assertThat(virtualBox.contents()).isEmpty();
        assertThat(virtualBox.serviceUsers()).isEmpty();
        bench.close();
    }

    private DriverWorkbench open() {
        MachineSpec spec = MachineSpec.builder("local", "virtualbox")
                .option("virtualbox-program-folder", programs.toString())
                .option("virtualbox-image", image().toString())
                .option("virtualbox-memory", "640")
                .option("virtualbox-cpu-count", "2")
                .option("virtualbox-disk-size", "48")
                .option("virtualbox-share-folder", "/srv:things")
                .build();
        return new DriverWorkbench(new VirtualBoxDriverFactory(), store, spec, UnaryOperator.identity());
    }

    private Path image() {
        try {
            Path image = store.resolve("images/base.vdi");
            return Files.exists(image) ? image : Files.copy(virtualBox.root().path(RealVirtualBox.IMAGE), image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MachineException failedCreation() {
        return catchThrowableOfType(MachineException.class, bench.driver()::create);
    }

    @Test
    void theCheckTellsThatTheKernelModuleIsMissingAndHowToMendIt() {
        MachineException refusal = catchThrowableOfType(MachineException.class, bench.driver()::check);
        assertThat(refusal.code()).isEqualTo(ErrorCode.DRIVER_NOT_READY);
        assertThat(refusal).hasMessageContaining("VirtualBox cannot start machines: /dev/vboxdrv is not there")
                .hasMessageContaining("sudo modprobe vboxdrv");
    }

    @Test
    void creationComesAsFarAsTheStartAndTellsWhyItCannotGoOn() {
        MachineException failure = failedCreation();
        assertThat(failure.code()).as("%s", failure).isEqualTo(ErrorCode.DRIVER_NOT_READY);
        assertThat(failure).hasMessageContaining("/dev/vboxdrv is not there")
                .hasMessageContaining("has terminated unexpectedly during startup");
        assertThat(bench.driver().status()).isEqualTo(MachineState.STOPPED);
        String settings = virtualBox.manage("showvminfo", "local", "--machinereadable");
        MachineNetwork network = bench.driver().network();
        assertThat(settings)
                .contains("memory=640", "cpus=2", "ioapic=\"on\"", "rtcuseutc=\"on\"")
                .contains("SharedFolderNameMachineMapping1=\"things\"", "SharedFolderPathMachineMapping1=\"/srv\"")
                .contains("nic1=\"nat\"", "nic2=\"natnetwork\"")
                .contains("Forwarding(0)=\"docker,tcp,127.0.0.1," + network.engine().getPort() + ",,2376\"")
                .contains("Forwarding(1)=\"ssh,tcp,127.0.0.1," + network.ssh().orElseThrow().port() + ",,22\"")
                .contains("disk.vdi\"", "seed.vdi\"");
    }

    @Test
    void theDisksAreTheImagesCloneAndTheSeedAndOnlyTheirOwnerReadsThem() throws IOException {
        failedCreation();
        String file = virtualBox.ask(box -> box.machines().get(0).settingsFile());
        Path settings = Path.of(file);
        long size = virtualBox.ask(box -> box.disks().stream()
                .filter(disk -> disk.location().endsWith("disk.vdi")).findFirst().orElseThrow().size());
        assertThat(size).isEqualTo(48L * 1024 * 1024);
        for (String name : List.of("disk.vdi", "seed.vdi")) {
            Path disk = settings.resolveSibling(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(disk))).isEqualTo("rw-------");
        }
        byte[] seed = Files.readAllBytes(settings.resolveSibling("seed.vdi"));
        assertThat(new String(seed, StandardCharsets.ISO_8859_1))
                .contains("cidata", "#cloud-config", "BEGIN OPENSSH PRIVATE KEY", "10.92.1.2/16");
    }

    @Test
    void aPortThatAStrangerHasTakenIsReplacedAtTheNextStart() throws IOException {
        failedCreation();
        int before = bench.driver().network().ssh().orElseThrow().port();
        try (ServerSocket stranger = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
            catchThrowableOfType(MachineException.class, bench.driver()::start);
            int after = bench.driver().network().ssh().orElseThrow().port();
            assertThat(after).isNotEqualTo(stranger.getLocalPort());
            List<String> redirects = virtualBox.ask(box -> box.machines().get(0).card(0).redirects());
            assertThat(redirects).contains("ssh,1,127.0.0.1," + after + ",,22");
        }
    }

    @Test
    void whatIsOursIsFoundByItsMark() {
        failedCreation();
        assertThat(bench.driver().findOwned()).extracting(OwnedObject::kind, OwnedObject::machineName)
                .containsExactlyInAnyOrder(
                        tuple("machine", "local"),
                        tuple("NAT network", ""));
    }

    @Test
    void oneServiceServesAllWhoAskAtATime() throws Exception {
        failedCreation();
        int before = RealVirtualBox.starts(programs, "vboxwebsrv");
        ExecutorService workers = Executors.newFixedThreadPool(5);
        List<Future<MachineState>> states =
                workers.invokeAll(Collections.nCopies(5, (Callable<MachineState>) bench.driver()::status));
        workers.shutdown();
        for (Future<MachineState> state : states) {
            assertThat(state.get()).isEqualTo(MachineState.STOPPED);
        }
        assertThat(RealVirtualBox.starts(programs, "vboxwebsrv")).isEqualTo(before + 1);
    }
}
