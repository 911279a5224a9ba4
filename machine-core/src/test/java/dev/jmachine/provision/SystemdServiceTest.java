package dev.jmachine.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.MachineException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemdServiceTest {
    private static final HostLayout LAYOUT = HostLayout.STANDARD;

    /** A service of unit files, given as a path and a text in turn. */
    private static SystemdService service(String... files) {
        StringBuilder report = new StringBuilder("os_id=debian\ninit=systemd\n");
        for (int i = 0; i < files.length; i += 2) {
            String name = "unit" + i / 2;
            report.append(name).append('=').append(files[i]).append('\n');
            files[i + 1].lines().forEach(line -> report.append(name).append('|').append(line).append('\n'));
        }
        return new SystemdService(LAYOUT, new HostFacts(HostReport.parse(report.toString())));
    }

    @Test
    void theStartCommandIsWhatTheOwnersDropInsMakeOfItWithoutOurs() {
        SystemdService service = service("/lib/systemd/system/docker.service", FakeHost.UNIT,
                "/etc/systemd/system/docker.service.d/override.conf",
                "[Service]\nExecStart=\nExecStart=/opt/dockerd --debug\n",
                LAYOUT.systemdDropIn(), "[Service]\nExecStart=\nExecStart=/opt/dockerd --debug --host=tcp://x\n");

        assertThat(service.ownArguments().strip()).isEqualTo("/opt/dockerd --debug");
        assertThat(service.text(List.of("--label=a b"), List.of("X=1 2")))
                .contains("ExecStart=\nExecStart=/opt/dockerd --debug \"--label=a b\"\nEnvironment=\"X=1 2\"\n");
    }

    @Test
    void argumentsThatAreNoVariablesAreLiteral() {
        SystemdService service = service("/u", "[Service]\nExecStart=/usr/bin/dockerd -H fd:// --label $L --mtu 9 $O %i");

        assertThat(service.literalArguments()).containsExactly("-H", "fd://", "--mtu", "9");
    }

    @Test
    void severalStartCommandsAreNotGuessedAt() {
        assertThatThrownBy(() -> service("/u", "[Service]\nExecStart=/a\nExecStart=/b\n"))
                .isInstanceOf(MachineException.class).hasMessageContaining("2 start commands");
    }

    @Test
    void dockerMachinesDropInIsObsoleteAndItsStorageDriverKnown() {
        SystemdService service = service("/lib/systemd/system/docker.service", FakeHost.UNIT, LAYOUT.machineDropIn(),
                "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H tcp://0.0.0.0:2376 --storage-driver btrfs --label a=b");

        assertThat(service.obsolete()).contains(LAYOUT.machineDropIn(), "/etc/docker/server-key.pem");
        assertThat(service.obsoleteStorageDriver()).isEqualTo("btrfs");
        assertThat(service.ownArguments()).contains("/usr/sbin/dockerd").doesNotContain("2376");
        assertThat(service("/u", FakeHost.UNIT).obsolete()).isEmpty();
    }

    @Test
    void aFlagIsFoundAsAWholeWordInItsForms() {
        for (String arguments : List.of("--label a=b", "x --label=a", "OPTS=\"--label a\"", "x\n--label")) {
            assertThat(EngineService.names(arguments, "label")).as(arguments).isTrue();
        }
        for (String arguments : List.of("--labels=a", "--no-label=a", "label=a", "x--label")) {
            assertThat(EngineService.names(arguments, "label")).as(arguments).isFalse();
        }
        assertThat(EngineService.names("dockerd -H fd://", "H")).isTrue();
    }
}
