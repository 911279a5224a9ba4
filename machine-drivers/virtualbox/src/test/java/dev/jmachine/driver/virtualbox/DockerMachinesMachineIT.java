package dev.jmachine.driver.virtualbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.driver.virtualbox.objects.MachineLock;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.spi.Driver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Machines that docker-machine made, in a real VirtualBox; their running alone is played. */
@Timeout(120)
class DockerMachinesMachineIT {
    private static final String NAME = "dm";

    @TempDir
    static Path folder;

    private static RealVirtualBox virtualBox;
    private static PowerRelay power;

    @TempDir
    Path store;

    private DockerMachinesMachine machine;
    private DriverWorkbench bench;

    @BeforeAll
    static void startVirtualBox() throws IOException {
        assumeFalse(Files.exists(Path.of("/dev/vboxdrv")), "VirtualBox can start machines here");
        virtualBox = RealVirtualBox.openOrSkip(folder.resolve("vboxwebsrv.log"));
        power = new PowerRelay(virtualBox.address());
    }

    @AfterAll
    static void endVirtualBox() {
        if (virtualBox != null) {
            power.close();
            virtualBox.close();
        }
    }

    @BeforeEach
    void makeMachine() {
        virtualBox.shareFolders(store, "machines");
        machine = DockerMachinesMachine.make(virtualBox, store, NAME);
        machine.writeRecord(power.url().toString());
        bench = new DriverWorkbench(new VirtualBoxDriverFactory(), store,
                MachineSpec.builder(NAME, "virtualbox").build(), UnaryOperator.identity());
    }

    @AfterEach
    void nothingIsLeft() {
        bench.driver().remove();
        assertThat(virtualBox.contents()).isEmpty();
        assertThat(bench.folder()).isDirectoryContaining("glob:**/boot2docker.iso")
                .isDirectoryNotContaining("glob:**{.vmdk,/" + NAME + "/" + NAME + "}");
        bench.close();
    }

    private Driver driver() {
        return bench.driver();
    }

    @Test
    void itIsStartedAndReachedAtTheAddressThatItsGuestTells() {
        machine.tellAddress("192.168.99.104");
        assertThat(driver().status()).isEqualTo(MachineState.STOPPED);
        driver().start();
        assertThat(driver().status()).isEqualTo(MachineState.RUNNING);
        assertThat(driver().network().address()).isEqualTo("192.168.99.104");
        assertThat(driver().network().engine()).isEqualTo(URI.create("tcp://192.168.99.104:2376"));
        assertThat(driver().network().ssh()).contains(new SshEndpoint("docker", "127.0.0.1",
                DockerMachinesMachine.SSH_PORT, List.of(bench.folder().resolve("id_rsa"))));
        machine.tellAddress("192.168.99.105");
        driver().restart();
        assertThat(driver().network().address()).as("DHCP gave it another").isEqualTo("192.168.99.105");
    }

    @Test
    void itIsStoppedAndKilled() {
        machine.tellAddress("192.168.99.104");
        driver().start();
        driver().stop();
        assertThat(driver().status()).isEqualTo(MachineState.STOPPED);
        driver().start();
        driver().kill();
        assertThat(driver().status()).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void itsForwardedPortIsReplacedWhenAStrangerHasTakenIt() throws IOException {
        machine.tellAddress("192.168.99.104");
        try (ServerSocket stranger =
                new ServerSocket(DockerMachinesMachine.SSH_PORT, 1, InetAddress.getLoopbackAddress())) {
            driver().start();
            int port = driver().network().ssh().orElseThrow().port();
            assertThat(port).isNotEqualTo(stranger.getLocalPort());
            assertThat(virtualBox.<List<String>>ask(box -> box.machines().get(0).card(0).redirects()))
                    .containsExactly("ssh,1,127.0.0.1," + port + ",,22");
        }
    }

    @Test
    void whereItsAddressIsNotKnownThatIsSaid() {
        MachineException unknown = catchThrowableOfType(MachineException.class, driver()::network);
        assertThat(unknown.code()).isEqualTo(ErrorCode.WRONG_STATE);
        assertThat(unknown).hasMessageContaining("docker-machine has stopped it");
    }

    @Test
    void itGoesWithItsSnapshotsAndWithWhatWasSavedOfIt() {
        machine.manage("snapshot", NAME, "take", "before");
        virtualBox.root().run("sh", "-c", "head -c 4096 /dev/zero > /srv/saved.sav");
        machine.manage("adoptstate", NAME, "/srv/saved.sav");
        assertThat(driver().status()).isEqualTo(MachineState.SAVED);
        driver().remove();
        assertThat(driver().status()).isEqualTo(MachineState.NOT_FOUND);
    }

    @Test
    void whoHoldsItsLockIsTold() {
        machine.tellAddress("192.168.99.104");
        virtualBox.ask(box -> {
            try (MachineLock lock = box.lock(box.machines().get(0))) {
                MachineException refusal = catchThrowableOfType(MachineException.class, driver()::start);
                assertThat(refusal.code()).isEqualTo(ErrorCode.WRONG_STATE);
                assertThat(refusal).hasMessageMatching("(?s).*Process \\d+ holds it.*close that, and try again.*");
                driver().stop();
                driver().kill();
                return driver().status();
            }
        });
        driver().start();
    }

    @Test
    void aStrangersMachineOfItsNameIsNotRemoved() {
        driver().remove();
        machine.makeVirtualMachine("/srv/strangers");
        MachineException refusal = catchThrowableOfType(MachineException.class, driver()::remove);
        assertThat(refusal).hasMessageContaining("It is not this one")
                .hasMessageContaining("/srv/strangers/dm/dm.vbox");
        machine.manage("unregistervm", NAME, "--delete");
        machine.manage("closemedium", "dvd", "/srv/strangers/boot2docker.iso");
    }
}
