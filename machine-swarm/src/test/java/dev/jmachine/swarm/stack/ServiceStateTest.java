package dev.jmachine.swarm.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.json.Json;
import dev.jmachine.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Objects are those of the engine's API, cut down to what is read. */
class ServiceStateTest {
    private static final String NONE = "";

    private static JsonObject object(String json) {
        try {
            return new JsonObject(new Json().read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonObject service(String mode, String image, String more) {
        return object("{'ID':'s','Spec':{'Name':'demo_web','TaskTemplate':{'ContainerSpec':{'Image':'" + image
                + "'},'Placement':{'Constraints':['node.role==manager']}},'Mode':{" + mode + "}}" + more + "}");
    }

    private static JsonObject task(String id, String image, String wanted, String state, String error) {
        return object("{'ID':'" + id + "','ServiceID':'s','Slot':1,'CreatedAt':'2026-11-24T09:00:0" + id.length()
                + "Z','DesiredState':'" + wanted + "','Spec':{'ContainerSpec':{'Image':'" + image
                + "'}},'Status':{'State':'" + state + "','Err':'" + error + "'},'JobIteration':{'Index':1}}");
    }

    private static ServiceState state(JsonObject service, JsonObject... tasks) {
        return ServiceState.of(List.of(service), List.of(tasks)).get(0);
    }

    private static JsonObject replicated(int replicas) {
        return service("'Replicated':{'Replicas':" + replicas + "}", "tiny:2", "");
    }

    @Test
    void aReplicatedServiceIsSettledWhenAllTasksRunAndNoneOfAnOlderKindDoes() {
        JsonObject first = task("a", "tiny:2", "running", "running", NONE);
        JsonObject second = task("b", "tiny:2", "running", "running", NONE);

        assertThat(state(replicated(2), first, second).settled()).isTrue();
        assertThat(state(replicated(2), first).settled()).isFalse();
        assertThat(state(replicated(2), first, task("b", "tiny:1", "running", "running", NONE)).settled()).isFalse();
        assertThat(state(replicated(1), first, task("b", "tiny:1", "running", "running", NONE)).settled()).isFalse();
        assertThat(state(replicated(1), first, task("b", "tiny:1", "shutdown", "running", NONE)).settled()).isTrue();
        assertThat(state(service("'Replicated':{'Replicas':1}", "tiny:2", ",'UpdateStatus':{'State':'updating'}"),
                first).settled()).isFalse();
    }

    @Test
    void aJobIsSettledWhenItsLastRunIsDone() {
        JsonObject job = service("'ReplicatedJob':{'TotalCompletions':2}", "tiny:1",
                ",'JobStatus':{'JobIteration':{'Index':1}}");
        JsonObject done = task("a", "tiny:1", "complete", "complete", NONE);

        assertThat(state(job, done).settled()).isFalse();
        assertThat(state(job, done, task("b", "tiny:1", "complete", "complete", NONE)).settled()).isTrue();
        assertThat(state(job, done, task("b", "tiny:1", "complete", "complete", NONE)).view().running()).isEqualTo(2);
    }

    @Test
    void nodesThatRefuseThreeTimesAreAFailureAndEarlierRefusalsDoNotCount() {
        List<JsonObject> tasks = new ArrayList<>();
        for (String id : List.of("a", "bb", "ccc")) {
            tasks.add(task(id, "tiny:2", "shutdown", "rejected", "No such image: tiny:2"));
        }
        String noProgram = "starting container failed: no such program";
        JsonObject[] notStarted = List.of("a", "bb", "ccc").stream()
                .map(id -> task(id, "tiny:2", "shutdown", "failed", noProgram)).toArray(JsonObject[]::new);
        JsonObject next = task("dddd", "tiny:2", "running", "preparing", NONE);
        ServiceState twice = state(replicated(1), tasks.get(0), tasks.get(1), next);
        ServiceState thrice = state(replicated(1), tasks.get(0), tasks.get(1), tasks.get(2), next);

        assertThat(twice.failure(Optional.empty())).isEmpty();
        assertThat(state(replicated(1), notStarted).failure(Optional.empty()).orElseThrow()).startsWith(noProgram);
        assertThat(thrice.failure(Optional.empty()))
                .contains("No such image: tiny:2 (refused by the nodes 3 times)");
        assertThat(thrice.failure(Optional.of(twice))).isEmpty();
        assertThat(thrice.problems(Set.of("a", "bb", "ccc"))).isEmpty();
    }

    @Test
    void tasksThatEndForGoodAreAFailureAndThoseThatAreStartedAgainAreNot() {
        JsonObject ended = task("a", "tiny:2", "shutdown", "failed", "task: non-zero exit (1)");

        assertThat(state(replicated(1), ended).failure(Optional.empty()))
                .contains("task: non-zero exit (1) (ended and is not started again)");
        assertThat(state(replicated(1), ended, task("bb", "tiny:2", "ready", "ready", NONE))
                .failure(Optional.empty())).isEmpty();
    }

    @Test
    void aTaskThatMayEndAndHasEndedWellCountsAsOneThatRuns() {
        String spec = "{'ID':'s','Spec':{'Name':'w','TaskTemplate':{'ContainerSpec':{'Image':'tiny:2'},"
                + "'RestartPolicy':{'Condition':'on-failure'}},'Mode':{'Replicated':{'Replicas':1}}}}";
        JsonObject done = task("a", "tiny:2", "shutdown", "complete", NONE);

        assertThat(state(object(spec), done).settled()).isTrue();
        assertThat(state(object(spec), done).view().converged()).isTrue();
        assertThat(state(replicated(1), done).settled()).isFalse();
    }

    @Test
    void aServiceOfEachNodeWhoseTasksEndForGoodIsAFailureToo() {
        JsonObject global = service("'Global':{}", "tiny:2", "");

        assertThat(state(global, task("a", "tiny:2", "shutdown", "failed", "exit 1")).failure(Optional.empty()))
                .isPresent();
        assertThat(state(global, task("a", "tiny:2", "running", "running", NONE)).settled()).isTrue();
    }

    @Test
    void anUpdateThatWasTakenBackIsAFailureUnlessItWasSoBefore() {
        ServiceState back = state(service("'Replicated':{'Replicas':1}", "tiny:2", ",'UpdateStatus':{'State':"
                + "'rollback_completed','StartedAt':'2026-11-24T09:00:00Z','Message':'rollback completed'}"),
                task("a", "tiny:2", "running", "running", NONE));

        assertThat(back.failure(Optional.empty())).contains("rollback completed");
        assertThat(back.failure(Optional.of(back))).isEmpty();
    }

    @Test
    void theViewHoldsTheNewestProblemsEachOnce() {
        StackService view = state(replicated(3),
                task("a", "tiny:2", "shutdown", "failed", "old"), task("bb", "tiny:2", "shutdown", "failed", "new"),
                task("ccc", "tiny:2", "shutdown", "failed", "new"), task("dddd", "tiny:2", "running", "running", NONE))
                .view();

        assertThat(view.problems()).containsExactly("new", "old");
        assertThat(view).extracting(StackService::name, StackService::image, StackService::mode, StackService::running,
                StackService::wanted, StackService::converged)
                .containsExactly("demo_web", "tiny:2", "replicated", 1, 3, false);
    }
}
