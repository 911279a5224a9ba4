package dev.jmachine.driver.virtualbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.hypervisor.SlotTable;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Addresses, and VirtualBox's names of states. */
class VirtualBoxNumbersTest {

    @Test
    void everySlotHasAddressesOfItsOwn() {
        StoreNetwork store = new StoreNetwork(0x12345678);
        Set<String> addresses = new HashSet<>();
        for (int slot = 1; slot <= SlotTable.SLOTS; slot++) {
            assertThat(addresses.add(StoreNetwork.address(slot))).isTrue();
            assertThat(addresses.add(store.hardwareAddress(slot, 0))).isTrue();
            assertThat(addresses.add(store.hardwareAddress(slot, 1))).isTrue();
        }
        assertThat(StoreNetwork.address(1)).isEqualTo("10.92.1.2");
        assertThat(store.hardwareAddress(1, 1)).isEqualTo("08:00:27:f8:00:01");
        assertThat(store.mark()).isEqualTo("jmachine-12345678");
    }

    @Test
    void hostOnlyAddressesBeginWhereDockerMachinesDid() {
        HostOnlyNetwork network = HostOnlyNetwork.parse("192.168.99.1/24");
        assertThat(network.hostAddress()).isEqualTo("192.168.99.1");
        assertThat(network.mask()).isEqualTo("255.255.255.0");
        assertThat(network.address(1)).isEqualTo("192.168.99.100");
        assertThat(network.address(155)).isEqualTo("192.168.99.254");
        assertThatThrownBy(() -> network.address(156)).isInstanceOf(MachineException.class)
                .matches(failure -> ((MachineException) failure).code() == ErrorCode.QUOTA);
        assertThat(HostOnlyNetwork.parse("192.168.99.100/24").address(1)).isEqualTo("192.168.99.99");
        assertThat(HostOnlyNetwork.parse("172.20.255.1/16").address(200)).isEqualTo("172.20.1.43");
    }

    @Test
    void malformedHostOnlyNetworksAreRefused() {
        for (String bad : new String[] {"", "192.168.99.1", "192.168.99.1/30", "192.168.299.1/24", "fe80::1/64"}) {
            assertThatThrownBy(() -> HostOnlyNetwork.parse(bad)).isInstanceOf(MachineException.class)
                    .matches(failure -> ((MachineException) failure).code() == ErrorCode.INVALID_ARGUMENT);
        }
    }

    @Test
    void everyStateOfVirtualBoxHasAMeaning() {
        assertThat(MachinePower.state("Running")).isEqualTo(MachineState.RUNNING);
        assertThat(MachinePower.state("Aborted")).isEqualTo(MachineState.STOPPED);
        assertThat(MachinePower.state("AbortedSaved")).isEqualTo(MachineState.SAVED);
        assertThat(MachinePower.state("Restoring")).isEqualTo(MachineState.STARTING);
        assertThat(MachinePower.state("Stuck")).isEqualTo(MachineState.ERROR);
    }
}
