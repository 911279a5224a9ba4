package dev.jmachine.driver.qemu;

import dev.jmachine.hypervisor.SlotTable;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedNetworkTest {
    @TempDir
    Path folder;

    @Test
    void everySlotHasAddressesAndPortsOfItsOwn() {
        SharedNetwork network = new SharedNetwork(0xfffefdfc);
        Set<Object> seen = new HashSet<>();
        for (int slot = 1; slot <= SlotTable.SLOTS; slot++) {
            assertThat(seen.add(SharedNetwork.address(slot))).isTrue();
            assertThat(seen.add(SharedNetwork.hardwareAddress(slot, 0))).isTrue();
            assertThat(seen.add(SharedNetwork.hardwareAddress(slot, 1))).isTrue();
            assertThat(seen.add(network.ownPort(slot))).isTrue();
            assertThat(seen.add(network.ownPort(slot) + 1)).isTrue();
            assertThat(network.ownPort(slot)).isBetween(20_000, 29_998);
        }
    }

    @Test
    void noAddressIsTheNetworksOwnNorForAll() {
        for (int slot = 1; slot <= SlotTable.SLOTS; slot++) {
            assertThat(SharedNetwork.address(slot)).matches("10\\.90\\.\\d+\\.([1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-4])");
        }
    }

    @Test
    void aStoreIsItsOwnNetworkHoweverItsPathIsWritten() throws IOException {
        Path store = Files.createDirectory(folder.resolve("store"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), store);
        Path other = Files.createDirectory(folder.resolve("other"));
        assertThat(SharedNetwork.of(link)).isEqualTo(SharedNetwork.of(store));
        assertThat(SharedNetwork.of(other).backend()).isNotEqualTo(SharedNetwork.of(store).backend());
        assertThat(SharedNetwork.of(other).mark()).isNotEqualTo(SharedNetwork.of(store).mark());
    }

    @Test
    void theGroupIsAMulticastAddressOnTheLoopbackInterface() {
        for (int key : new int[] {0, -1, 0x12345678, 0x00ff00ff}) {
            assertThat(new SharedNetwork(key).backend())
                    .matches("socket,mcast=230(\\.\\d{1,3}){3}:(2[4-9]|3[0-2])\\d{3},localaddr=127\\.0\\.0\\.1");
        }
    }
}
