package dev.jmachine.swarm.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts are those that docker 26.1.5 and 20.10.24 wrote. */
class StackVerdictTest {

    @Test
    void whatIsIgnoredIsToldAndWhatIsDoneIsNot() {
        StackVerdict verdict = StackVerdict.of("""
                Ignoring unsupported options: build, network_mode, privileged

                Ignoring deprecated options:

                container_name: Setting the container name is not supported.

                expose: Exposing ports is unnecessary - services on the same network can access \
                each other's containers on any port.

                Creating network t_default
                Creating service t_web
                Updating service t_db (id: 14ohksgs6ri8nexzm0zi0j9on)
                image nope:1 could not be accessed on a registry to record
                its digest. Each node will access nope:1 independently,
                possibly leading to different nodes running different
                versions of the image.
                """);

        assertThat(verdict.notices()).containsExactly(
                "A swarm has no use for these keys of the Compose files, they are ignored: build, network_mode, "
                        + "privileged.",
                "Ignored: container_name: Setting the container name is not supported.",
                "Ignored: expose: Exposing ports is unnecessary - services on the same network can access each other's "
                        + "containers on any port.",
                "No registry tells the digest of nope:1: each node takes what it has, or finds, under that name.");
        assertThat(verdict.reasons()).isEmpty();
    }

    @Test
    void refusedKeysAreNamed() {
        StackVerdict verdict = StackVerdict.of("""
                Compose file contains unsupported options:

                mem_limit: Set resource limits using deploy.resources

                """);

        assertThat(verdict.refusal(1)).isEqualTo("Docker refuses it: Compose file contains unsupported options:\n"
                + "  mem_limit: Set resource limits using deploy.resources");
        assertThat(verdict.notices()).isEmpty();
    }

    @Test
    void unknownKeysAndMissingVariablesAreToldInDockersWords() {
        assertThat(StackVerdict.of("services.web Additional property profiles is not allowed\n").refusal(1))
                .isEqualTo("Docker refuses it: services.web Additional property profiles is not allowed");
        assertThat(StackVerdict.of("unsupported Compose file version: 1.0\n").refusal(1)).contains("version: \"3.8\"");
        assertThat(StackVerdict.of("").refusal(124)).contains("status 124");
    }
}
