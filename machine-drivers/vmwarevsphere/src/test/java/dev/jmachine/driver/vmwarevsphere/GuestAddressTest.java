package dev.jmachine.driver.vmwarevsphere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.driver.vmwarevsphere.vim.VimElement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestAddressTest {

    @Test
    void isThatOfTheFirstCardAndNeverABridgesOfDocker() {
        List<VimElement> cards = List.of(card(-1, "172.17.0.1"), card(4000, "fe80::1", "169.254.3.4", "192.0.2.7"),
                card(4001, "192.0.2.8"));

        assertThat(GuestAddress.choose(cards, "172.17.0.1")).contains("192.0.2.7");
    }

    @Test
    void isOfVersion4WhereThereIsOne() {
        assertThat(GuestAddress.choose(List.of(card(4000, "2001:db8::7"), card(4001, "192.0.2.8")), ""))
                .contains("192.0.2.8");
        assertThat(GuestAddress.choose(List.of(card(4000, "FE80::1", "2001:db8::7")), "")).contains("2001:db8::7");
    }

    @Test
    void isNotYetKnownWhileNoCardHasOne() {
        assertThat(GuestAddress.choose(List.of(card(4000)), "172.17.0.1")).isEmpty();
        assertThat(GuestAddress.choose(List.of(), "")).isEmpty();
    }

    @Test
    void isThePrimaryOneWhereToolsReportNoCards() {
        assertThat(GuestAddress.choose(List.of(), "192.0.2.7")).contains("192.0.2.7");
    }

    private static VimElement card(int key, String... addresses) {
        List<VimElement> properties = new ArrayList<>();
        for (String address : addresses) {
            properties.add(VimElement.value("ipAddress", address));
        }
        properties.add(VimElement.value("deviceConfigId", key));
        return VimElement.object("GuestNicInfo").plus(properties);
    }
}
