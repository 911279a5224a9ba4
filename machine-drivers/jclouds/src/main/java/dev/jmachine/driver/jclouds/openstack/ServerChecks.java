package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.driver.jclouds.Settings;
import java.util.List;
import org.jclouds.openstack.nova.v2_0.domain.KeyPair;
import org.jclouds.openstack.nova.v2_0.domain.regionscoped.AvailabilityZone;

/** Checks what a server is ordered with and Nova would refuse late, or with less to say. */
final class ServerChecks {
    private final Account account;
    private final Settings settings;

    ServerChecks(Account account, Settings settings) {
        this.account = account;
        this.settings = settings;
    }

    void check() {
        OpenStackSettings.content(settings.text(OpenStackSettings.USER_DATA_FILE));
        OpenStackSettings.content(settings.text(SshAccess.KEY_PATH));
        String zone = settings.text(OpenStackSettings.AVAILABILITY_ZONE);
        if (!zone.isEmpty()) {
            require("availability zone", zone, zones());
        }
        String pair = settings.text(OpenStackSettings.KEY_PAIR);
        if (!pair.isEmpty()) {
            require("key pair", pair, keyPairs());
        }
    }

    private List<String> zones() {
        return account.calls().get("Asking for the availability zones", () -> account.nova()
                .getAvailabilityZoneApi(account.region()).get()
                .listAvailabilityZones().transform(AvailabilityZone::getName).toList());
    }

    private List<String> keyPairs() {
        return account.calls().get("Asking for the key pairs", () -> account.nova()
                .getKeyPairApi(account.region()).get().list().transform(KeyPair::getName).toList());
    }

    private static void require(String kind, String wanted, List<String> known) {
        if (!known.contains(wanted)) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Looking for the " + kind + " \"" + wanted + "\"",
                    "The cloud shows no such " + kind + ". There are: " + String.join(", ", known) + ".");
        }
    }
}
