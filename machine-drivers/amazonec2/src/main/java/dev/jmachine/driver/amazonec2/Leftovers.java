package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.MachineException;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Deletes a machine's volumes and network cards that did not go with its instance. */
final class Leftovers {
    private static final Filter FREE = Ownership.filter("status", "available");

    private final Ec2Session ec2;
    private final Filter ofMachine;

    Leftovers(Ec2Session ec2, Ownership ownership) {
        this.ec2 = ec2;
        this.ofMachine = ownership.ofMachine();
    }

    void delete() {
        for (Volume volume : ec2.call("Looking for volumes", client -> client
                .describeVolumes(request -> request.filters(ofMachine, FREE))).volumes()) {
            String id = volume.volumeId();
            unlessGone(() -> ec2.call("Deleting the volume " + id,
                    client -> client.deleteVolume(request -> request.volumeId(id))));
        }
        for (NetworkInterface card : ec2.call("Looking for network interfaces", client -> client
                .describeNetworkInterfaces(request -> request.filters(ofMachine, FREE))).networkInterfaces()) {
            String id = card.networkInterfaceId();
            unlessGone(() -> ec2.call("Deleting the network interface " + id,
                    client -> client.deleteNetworkInterface(request -> request.networkInterfaceId(id))));
        }
    }

    private static void unlessGone(Runnable deletion) {
        try {
            deletion.run();
        } catch (MachineException e) {
            if (!Ec2Failures.code(e).endsWith("NotFound")) {
                throw e;
            }
        }
    }
}
