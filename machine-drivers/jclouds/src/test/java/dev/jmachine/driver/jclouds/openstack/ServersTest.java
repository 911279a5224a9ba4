package dev.jmachine.driver.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMultimap;
import dev.jmachine.api.MachineState;
import dev.jmachine.driver.jclouds.CloudServer;
import java.util.Date;
import org.jclouds.openstack.nova.v2_0.domain.Address;
import org.jclouds.openstack.nova.v2_0.domain.Server;
import org.jclouds.openstack.nova.v2_0.domain.ServerExtendedStatus;
import org.jclouds.openstack.v2_0.domain.Resource;
import org.junit.jupiter.api.Test;

class ServersTest {

    @Test
    void aFloatingAddressGoesBeforeAFixedOne() {
        CloudServer server = Servers.read(server(Server.Status.ACTIVE, null), 4).orElseThrow();
        assertThat(server.address()).isEqualTo("203.0.113.9");
        assertThat(server.peerAddress()).isEqualTo("192.0.2.7");
        assertThat(Servers.read(server(Server.Status.ACTIVE, null), 6).orElseThrow().address())
                .isEqualTo("2001:db8::7");
    }

    @Test
    void aServerThatIsBeingSwitchedOffIsNotToldAsRunning() {
        CloudServer server = Servers.read(server(Server.Status.ACTIVE, "powering-off"), 4).orElseThrow();
        assertThat(server.state()).isEqualTo(MachineState.STOPPING);
        assertThat(server.rests(MachineState.STOPPING)).isFalse();
    }

    @Test
    void aDeletedServerIsNone() {
        assertThat(Servers.read(null, 4)).isEmpty();
        assertThat(Servers.read(server(Server.Status.DELETED, null), 4)).isEmpty();
        assertThat(Servers.read(server(Server.Status.SOFT_DELETED, null), 4)).isEmpty();
    }

    private static Server server(Server.Status status, String task) {
        return Server.builder().id("id").name("name").uuid("id").tenantId("t").userId("u")
                .created(new Date()).updated(new Date()).status(status)
                .flavor(Resource.builder().id("1").build())
                .addresses(ImmutableMultimap.of(
                        "private", Address.builder().version(4).addr("192.0.2.7").type("fixed").build(),
                        "private", Address.builder().version(4).addr("203.0.113.9").type("floating").build(),
                        "private", Address.builder().version(6).addr("2001:db8::7").type("fixed").build()))
                .extendedStatus(ServerExtendedStatus.builder().vmState("active").taskState(task).build())
                .build();
    }
}
