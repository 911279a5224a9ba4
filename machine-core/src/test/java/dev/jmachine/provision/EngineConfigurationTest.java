package dev.jmachine.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineConfigurationTest {
    private static final String UNIT = "/usr/sbin/dockerd -H fd:// $DOCKER_OPTS";

    private static EngineConfiguration configuration(String startCommand, String file) {
        String report = "os_id=debian\ninit=systemd\nunit0=/u\nunit0|[Service]\nunit0|ExecStart=" + startCommand;
        SystemdService service =
                new SystemdService(HostLayout.STANDARD, new HostFacts(HostReport.parse(report)));
        return new EngineConfiguration(service, json(file));
    }

    private static DaemonJson json(String text) {
        return DaemonJson.parse(text.replace('\'', '"'), "daemon.json");
    }

    @Test
    void settingsWhoseFormIsCertainGoToTheFileAndOthersAreArguments() {
        EngineConfiguration wanted = configuration(UNIT, "{'debug':true}");

        wanted.add(EngineSpec.builder().label("a=1").registryMirror("https://m").insecureRegistry("r:5")
                .storageDriver("btrfs").option("mtu=1400").option("--icc=false").option("ipv6").build(), "");

        assertThat(wanted.file()).isEqualTo(json("{'debug':true,'labels':['a=1'],'registry-mirrors':['https://m'],"
                + "'insecure-registries':['r:5'],'storage-driver':'btrfs'}"));
        assertThat(wanted.arguments()).containsExactly("--mtu=1400", "--icc=false", "--ipv6");
    }

    @Test
    void noSettingIsEverInBothPlaces() {
        EngineConfiguration wanted = configuration(UNIT + " --label=x=1 --storage-driver overlay2",
                "{'mtu':1500,'dns':['1.1.1.1'],'log-opts':{'tag':'t'},'runtimes':{'a':{'path':'/a'}}}");

        wanted.add(EngineSpec.builder().label("a=1").storageDriver("btrfs").option("mtu=1400").option("dns=9.9.9.9")
                .option("log-opt=max-file=3").build(), "");

        assertThat(wanted.arguments()).containsExactly("--label=a=1", "--storage-driver=btrfs", "--mtu=1400");
        assertThat(wanted.file()).isEqualTo(json("{'dns':['1.1.1.1','9.9.9.9'],"
                + "'log-opts':{'tag':'t','max-file':'3'},'runtimes':{'a':{'path':'/a'}}}"));
    }

    @Test
    void theOwnersValueGivesWayOnlyToWhatWasAskedFor() {
        EngineConfiguration wanted = configuration(UNIT, "{'labels':['a=1','b=1'],'storage-driver':'btrfs'}");

        wanted.add(EngineSpec.builder().label("a=2").build(), "overlay2");

        assertThat(wanted.file()).isEqualTo(json("{'labels':['b=1','a=2'],'storage-driver':'btrfs'}"));
    }

    @Test
    void anInheritedStorageDriverIsGoneOnWithWhereNoneIsAskedFor() {
        EngineConfiguration wanted = configuration(UNIT, "{}");
        wanted.add(EngineSpec.DEFAULT, "btrfs");
        assertThat(wanted.file()).isEqualTo(json("{'storage-driver':'btrfs'}"));
    }

    @Test
    void thePortIsOpenedBesideTheListenersThatAreThere() {
        EngineConfiguration plain = configuration(UNIT, "{}");
        EngineConfiguration bare = configuration("/usr/bin/dockerd", "{}");
        EngineConfiguration inFile = configuration("/usr/bin/dockerd", "{'hosts':['fd://','tcp://127.0.0.1:1']}");
        EngineConfiguration there = configuration("/usr/bin/dockerd -H fd:// -H tcp://0.0.0.0:2376 --tlsverify", "{}");
        for (EngineConfiguration each : List.of(plain, bare, inFile, there)) {
            each.openPort("0.0.0.0:2376", "/c");
            assertThat(each.arguments()).endsWith("--tlsverify", "--tlscacert=/c/ca.pem", "--tlscert=/c/server.pem",
                    "--tlskey=/c/server-key.pem");
            assertThat(each.file()).isEqualTo(json("{}"));
        }

        assertThat(hosts(plain)).containsExactly("--host=tcp://0.0.0.0:2376");
        assertThat(hosts(bare)).containsExactly("--host=unix:///var/run/docker.sock", "--host=tcp://0.0.0.0:2376");
        assertThat(hosts(inFile)).containsExactly("--host=fd://", "--host=tcp://127.0.0.1:1", "--host=tcp://0.0.0.0:2376");
        assertThat(hosts(there)).isEmpty();
    }

    private static List<String> hosts(EngineConfiguration configuration) {
        return configuration.arguments().stream().filter(argument -> argument.startsWith("--host")).toList();
    }

    @Test
    void otherCertificatesAndOtherTcpPortsAreToldOf() {
        assertThat(noticesOfOpening(UNIT, "{'tlsverify':true,'tlscacert':'/x'}")).singleElement().asString()
                .contains("another authority");
        assertThat(noticesOfOpening(UNIT + " -H tcp://0.0.0.0:2375", "{}")).singleElement().asString()
                .contains("another TCP port");
        assertThat(noticesOfOpening(UNIT, "{}")).isEmpty();
    }

    private static List<String> noticesOfOpening(String startCommand, String file) {
        EngineConfiguration wanted = configuration(startCommand, file);
        wanted.openPort("0.0.0.0:2376", "/c");
        return wanted.notices();
    }

    @Test
    void liveRestoreIsSeenWhereverItStands() {
        assertThat(configuration(UNIT, "{}").hasLiveRestore()).isFalse();
        assertThat(configuration(UNIT, "{'live-restore':true}").hasLiveRestore()).isTrue();
        assertThat(configuration(UNIT + " --live-restore", "{}").hasLiveRestore()).isTrue();
        EngineConfiguration asked = configuration(UNIT, "{}");
        asked.add(EngineSpec.builder().option("live-restore").build(), "");
        assertThat(asked.hasLiveRestore()).isTrue();
    }

    @Test
    void malformedSettingsAreRefusedBeforeTheHostIsAsked() {
        for (EngineSpec engine : List.of(EngineSpec.builder().label("nothing").build(),
                EngineSpec.builder().environment("1A=b").build(), EngineSpec.builder().environment("A=b\nC=d").build(),
                EngineSpec.builder().option("log level=x").build(), EngineSpec.builder().option("").build(),
                EngineSpec.builder().option("tlsverify=false").build(),
                EngineSpec.builder().option("config-file=/x").build())) {
            assertThatThrownBy(() -> configuration(UNIT, "{}").add(engine, "")).as(engine.toString())
                    .isInstanceOfSatisfying(MachineException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
        }
    }

    @Test
    void theEngineIsAskedAboutAllThatDoesNotMakeItListen() {
        assertThat(EngineArguments.checkable(List.of("-H", "fd://", "--host=tcp://x", "--containerd=/c", "--tlsverify",
                "--tlscacert", "/ca", "--label", "a=b", "--config-file", "/f", "-Hunix://s", "--mtu=9")))
                .containsExactly("--containerd=/c", "--label", "a=b", "--mtu=9");
        assertThat(EngineArguments.value(List.of("--data-root", "/a"), "--data-root", "/d")).isEqualTo("/a");
        assertThat(EngineArguments.value(List.of("--data-root=/b"), "--data-root", "/d")).isEqualTo("/b");
        assertThat(EngineArguments.value(List.of("--data-root"), "--data-root", "/d")).isEqualTo("/d");
    }
}
