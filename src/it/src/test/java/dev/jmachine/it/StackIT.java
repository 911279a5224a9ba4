package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.Machine;
import dev.jmachine.api.Machines;
import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import dev.jmachine.it.host.GenericMachine;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.swarm.stack.ImageLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stacks on a swarm of one real engine, and Compose on its host, as a user with sudo. */
class StackIT {

    @TempDir
    static Path folder;

    private static Jmachine jmachine;
    private static GenericMachine machine;
    private static String temporary;

    @BeforeAll
    static void beginSwarm() {
        jmachine = Jmachine.withStore(folder.resolve("store"));
        machine = new GenericMachine(jmachine, "one", DebianHost.withEngine(Release.DEBIAN_13), "debian");
        machine.host().importBusybox("tiny:1");
        machine.create("--swarm-manager").orFail();
        temporary = machine.host().run("ls -A /tmp");
    }

    @AfterAll
    static void stopHost() {
        machine.host().close();
    }

    @AfterEach
    void nothingOfTheFilesIsLeftOnTheHost() {
        assertThat(machine.host().run("ls -A /tmp")).isEqualTo(temporary);
    }

    @Test
    void aStackWithFilesFromHereRunsIsUpdatedInPlaceAndGoesWithoutATrace() throws IOException {
        Files.createDirectories(folder.resolve("whole"));
        Files.writeString(folder.resolve("outside.env"), "GREETING=hello\n");
        Files.writeString(folder.resolve("whole/site.conf"), "from a config\n");
        Files.writeString(folder.resolve("whole/password"), "hunter2\n");
        Path compose = Files.writeString(folder.resolve("whole/compose.yaml"), """
                services:
                  web:
                    image: tiny:${TAG}
                    command: busybox sleep 10000
                    env_file: ../outside.env
                    configs: [{source: site, target: /site.conf}]
                    secrets: [password]
                    deploy: {replicas: 3, endpoint_mode: dnsrr, update_config: {parallelism: 3}}
                  old: {image: "tiny:1", command: busybox sleep 10000, deploy: {endpoint_mode: dnsrr}}
                  once: {image: "tiny:1", command: busybox true, deploy: {mode: replicated-job}}
                configs: {site: {file: site.conf}}
                secrets: {password: {file: ./password}}
                """);
        Jmachine with = jmachine.with("TAG", "1");

        String said = with.run("stack", "deploy", "-f", compose.toString(), "whole").orFail();

        assertThat(said).endsWith("Stack \"whole\" is deployed, and all its services run.").contains("(whole_web)");
        String inside = machine.host().run("docker exec $(docker ps -q -f name=whole_web.1) sh -c"
                + " 'echo $GREETING; busybox cat /site.conf /run/secrets/password'");
        assertThat(inside).isEqualTo("hello\nfrom a config\nhunter2");
        assertThat(with.run("stack", "services", "whole").orFail())
                .containsPattern("whole_web +replicated +3/3 +tiny:1")
                .containsPattern("whole_once +replicated-job +1/1");
        assertThat(with.run("stack", "ls", "--json").orFail()).contains("\"name\": \"whole\"", "\"services\": 3");
        assertThat(with.run("stack", "ps", "whole").orFail()).containsPattern("whole_web.3 +tiny:1 +"
                + machine.host().name() + " +running +running");

        String before = machine.host().run("docker ps -q --no-trunc -f name=whole_ | sort");
        with.run("stack", "deploy", "-f", compose.toString(), "whole").orFail();
        assertThat(machine.host().run("docker ps -q --no-trunc -f name=whole_ | sort")).isEqualTo(before);

        Files.writeString(folder.resolve("outside.env"), "GREETING=changed\n");
        Files.writeString(compose, Files.readString(compose).replaceAll("(?m)^  old:.*\n", ""));
        with.run("stack", "deploy", "--prune", "-f", compose.toString(), "whole").orFail();
        assertThat(machine.host().run("for c in $(docker ps -q -f name=whole_web); do docker exec $c sh -c"
                + " 'echo $GREETING'; done")).isEqualTo("changed\nchanged\nchanged");
        assertThat(machine.host().run("docker service ls -q -f name=whole_old")).isEmpty();

        with.run("stack", "rm", "whole").orFail();
        assertThat(machine.host().run("docker service ls -q; docker secret ls -q; docker config ls -q;"
                + " docker network ls -q -f name=whole")).isEmpty();
        // The tasks are gone; the engine clears away what their containers were when it finds the time.
        Deadline.after(Duration.ofMinutes(2)).await("the removal of the containers", Duration.ofMillis(300),
                () -> machine.host().run("docker ps -aq -f name=whole_").isEmpty());
        assertThat(with.run("stack", "rm", "whole").orFail()).isEqualTo("There is no stack whole");
    }

    @Test
    void anImageThatCannotBePulledIsToldLongBeforeTheTimeIsOver() throws IOException {
        Outcome outcome = deploy("pull", 300, """
                services:
                  good: {image: "tiny:1", command: busybox sleep 10000, deploy: {endpoint_mode: dnsrr}}
                  bad: {image: "nowhere.invalid/none:1", deploy: {endpoint_mode: dnsrr}}
                """);

        assertThat(outcome.refusalWith("STACK")).contains("1 of 2 services do not come to run", "pull_bad 0/1: ",
                "No such image: nowhere.invalid/none:1");
        assertThat(outcome.took()).isLessThan(Duration.ofMinutes(2));
        assertThat(jmachine.run("stack", "ps", "pull").orFail())
                .containsPattern("pull_bad.1 .*rejected +No such image");
        jmachine.run("stack", "rm", "pull").orFail();
    }

    @Test
    void aConstraintThatNoNodeMeetsIsToldWhenTheTimeIsOver() throws IOException {
        Outcome outcome = deploy("fast", 5, """
                services:
                  db:
                    image: tiny:1
                    deploy: {endpoint_mode: dnsrr, placement: {constraints: [node.labels.storage == ssd]}}
                """);

        assertThat(outcome.refusalWith("STACK")).contains("do not come to run within 5 s",
                "fast_db 0/1: no suitable node (scheduling constraints not satisfied on 1 node)");
        jmachine.run("stack", "rm", "fast").orFail();
    }

    @Test
    void keysThatASwarmIgnoresAreToldAndThoseItRefusesAreNamed() throws IOException {
        Outcome ignored = deploy("keys", 60, """
                services:
                  web: {image: "tiny:1", command: busybox sleep 10000, build: ., privileged: true,
                        deploy: {endpoint_mode: dnsrr}}
                """);
        assertThat(ignored.orFail()).contains("ignored: build, privileged.");

        assertThat(deploy("keys", 60, "services: {web: {image: 'tiny:1', mem_limit: 1g}}\n").refusalWith("STACK"))
                .contains("mem_limit: Set resource limits using deploy.resources");
        assertThat(deploy("keys", 60, "services: {web: {image: 'tiny:1', profiles: [x], nosuch: 1}}\n")
                .refusalWith("STACK")).contains("nosuch is not allowed");
        assertThat(deploy("keys", 60, "secrets: {a: {file: nowhere}}\n").refusalWith("STACK"))
                .contains("nowhere, which secrets.a.file names, is not there");
        jmachine.run("stack", "rm", "keys").orFail();
    }

    private static Outcome deploy(String stack, int seconds, String text) throws IOException {
        Path compose = Files.writeString(folder.resolve(stack + ".yaml"), text);
        return jmachine.run("stack", "deploy", "-f", compose.toString(), "--wait", Integer.toString(seconds), stack);
    }

    @Test
    void composeIsInstalledAndRunsAProjectOfFilesFromHere() throws IOException {
        Path project = Files.createDirectories(folder.resolve("My Project/data")).getParent();
        Files.writeString(project.resolve("data/page"), "seen in the container\n");
        Files.writeString(project.resolve(".env"), "TAG=1\n");
        Files.writeString(project.resolve("compose.yaml"), """
                services:
                  web:
                    image: tiny:${TAG}
                    command: busybox sh -c 'busybox cat /data/page; echo $WORD; busybox sleep 10000'
                    init: false
                    volumes: ["./data:/data"]
                    environment: [WORD]
                """);
        String file = project.resolve("compose.yaml").toString();
        Jmachine with = jmachine.with("WORD", "handed on");

        Outcome up = with.run("compose", "-m", "one", "-f", file, "up", "-d");

        assertThat(up.status()).as(up.errors()).isZero();
        assertThat(up.errors()).contains("its package docker-compose was installed");
        assertThat(with.run("compose", "-m", "one", "-f", file, "ps").orFail()).contains("myproject-web-1");
        assertThat(with.run("compose", "-m", "one", "-p", "myproject", "logs", "--no-log-prefix").orFail())
                .contains("seen in the container", "handed on");
        assertThat(with.run("compose", "-m", "one", "-f", file, "exec", "-T", "web", "sh", "-c", "exit 7").status())
                .isEqualTo(7);
        assertThat(machine.host().run("stat -c '%a %U' /var/lib/jmachine/compose/myproject")).isEqualTo("700 root");
        assertThat(with.run("compose", "-m", "one", "-f", file, "down").status()).isZero();
        assertThat(machine.host().run("docker ps -aq -f name=myproject")).isEmpty();
        assertThat(with.run("compose", "-m", "one", "-p", "nosuch", "ps").refusalWith("STACK"))
                .contains("no project \"nosuch\"");
    }

    @Test
    void anImageFromAFileIsSentOnceAndHasItsNameAgainWhenThatWasTakenAway() {
        machine.host().run("folder=$(mktemp -d -p /root) && date > $folder/date && tar -C $folder -c . | docker import"
                + " - loaded:7 && docker save loaded:7 | gzip > /home/debian/loaded.tar.gz; rm -r $folder");
        Path archive = folder.resolve("loaded.tar.gz");
        jmachine.run("scp", "one:loaded.tar.gz", archive.toString()).orFail();
        machine.host().run("docker rmi loaded:7");
        try (Machines machines = Machines.builder().storagePath(jmachine.store()).open()) {
            Machine one = machines.get("one");
            ImageLoader loader = new ImageLoader();

            assertThat(loader.load(one, "loaded:7", archive)).isTrue();
            assertThat(machine.host().run("docker image ls -q loaded:7")).isNotEmpty();
            assertThat(loader.load(one, "loaded:7", archive)).isFalse();

            machine.host().run("docker tag loaded:7 other:1 && docker rmi loaded:7");
            assertThat(loader.load(one, "loaded:7", archive)).isFalse();
            assertThat(machine.host().run("docker image ls -q loaded:7")).isNotEmpty();
            assertThatThrownBy(() -> loader.load(one, "wrong:1", archive)).hasMessageContaining("loaded:7");
        }
    }
}
