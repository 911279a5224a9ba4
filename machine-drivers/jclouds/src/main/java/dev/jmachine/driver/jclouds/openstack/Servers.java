package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.api.MachineState;
import dev.jmachine.driver.jclouds.CloudServer;
import java.util.Optional;
import java.util.Set;
import org.jclouds.openstack.nova.v2_0.domain.Address;
import org.jclouds.openstack.nova.v2_0.domain.Server;
import org.jclouds.openstack.nova.v2_0.domain.ServerExtendedStatus;

/** Reads Nova's servers. */
final class Servers {
    private static final String FLOATING = "floating";
    /** Clouds that keep deleted servers for a while show them as such. */
    private static final Set<Server.Status> GONE = Set.of(Server.Status.DELETED, Server.Status.SOFT_DELETED);

    private Servers() {
    }

    /**
     * Return a server in our terms; empty when it is deleted.
     *
     * @param ipVersion 4 or 6: the address that is wanted
     */
    static Optional<CloudServer> read(Server server, int ipVersion) {
        if (server == null || GONE.contains(server.getStatus())) {
            return Optional.empty();
        }
        String task = task(server.getExtendedStatus().orNull());
        String fixed = address(server, ipVersion, false);
        String floating = address(server, ipVersion, true);
        return Optional.of(new CloudServer(server.getId(), state(server.getStatus(), task), !task.isEmpty(),
                floating.isEmpty() ? fixed : floating, fixed));
    }

    private static String task(ServerExtendedStatus status) {
        return status == null || status.getTaskState() == null ? "" : status.getTaskState();
    }

    private static String address(Server server, int ipVersion, boolean floating) {
        return server.getAddresses().values().stream()
                .filter(address -> address.getVersion() == ipVersion)
                .filter(address -> address.getType().or("").equals(FLOATING) == floating)
                .map(Address::getAddr).findFirst().orElse("");
    }

    private static MachineState state(Server.Status status, String task) {
        if (task.equals("powering-off") || task.equals("deleting")) {
            return MachineState.STOPPING;
        }
        return switch (status) {
            case ACTIVE, PASSWORD, RESIZE, VERIFY_RESIZE, REVERT_RESIZE, MIGRATING, RESCUE -> MachineState.RUNNING;
            case BUILD, REBUILD, REBOOT, HARD_REBOOT -> MachineState.STARTING;
            case SHUTOFF, STOPPED -> MachineState.STOPPED;
            case PAUSED -> MachineState.PAUSED;
            case SUSPENDED, SHELVED, SHELVED_OFFLOADED -> MachineState.SAVED;
            case ERROR -> MachineState.ERROR;
            default -> MachineState.TIMEOUT;
        };
    }
}
