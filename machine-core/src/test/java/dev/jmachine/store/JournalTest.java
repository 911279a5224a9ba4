package dev.jmachine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.MachineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path root;

    private MachineStore store;

    @BeforeEach
    void createMachine() {
        store = new MachineStore(root, Clock.fixed(Instant.parse("2026-11-24T06:00:00Z"), ZoneOffset.UTC));
        store.create(MachineSpec.builder("a", "none").build(), Set.of());
    }

    /** As another process would see it. */
    private Journal reopened() {
        return store.open("a").journal();
    }

    @Test
    void aMachineWithoutAnyStepIsUnfinished() {
        assertThat(reopened().unfinishedStep()).contains("create");
    }

    @Test
    void everyStepIsOnDiskWhenTheCallReturns() {
        Journal journal = reopened();
        journal.begin("create", List.of("one", "two"));
        assertThat(reopened().unfinishedStep()).contains("one");

        journal.stepStarted("one");
        assertThat(reopened().unfinishedStep()).contains("one");
        assertThat(reopened().isDone("one")).isFalse();

        journal.stepFinished("one");
        assertThat(reopened().unfinishedStep()).contains("two");
        assertThat(reopened().isDone("one")).isTrue();

        journal.stepStarted("two");
        journal.stepFinished("two");
        assertThat(reopened().unfinishedStep()).contains("create");

        journal.finished();
        assertThat(reopened().unfinishedStep()).isEmpty();
    }

    @Test
    void aCreationThatWasCutShortGoesOn() {
        Journal journal = reopened();
        journal.begin("create", List.of("one", "two", "three"));
        journal.stepStarted("one");
        journal.stepFinished("one");
        journal.stepStarted("two");

        Journal next = reopened();
        next.begin("create", List.of("zero", "one", "two", "three"));

        assertThat(next.isDone("one")).isTrue();
        assertThat(next.isDone("two")).isFalse();
        assertThat(reopened().unfinishedStep()).contains("zero");
    }

    @Test
    void aFinishedCreationBegunAgainStartsOver() {
        Journal journal = reopened();
        journal.begin("create", List.of("one"));
        journal.stepFinished("one");
        journal.finished();

        reopened().begin("create", List.of("one"));

        assertThat(reopened().isDone("one")).isFalse();
        assertThat(reopened().unfinishedStep()).contains("one");
    }

    @Test
    void aStepStartedAgainIsNoLongerDone() {
        Journal journal = reopened();
        journal.begin("create", List.of("one"));
        journal.stepFinished("one");
        journal.stepStarted("one");

        assertThat(reopened().isDone("one")).isFalse();
    }

    @Test
    void anyOtherOperationStartsOverAndLeavesTheCreationAsItWas() {
        Journal journal = reopened();
        journal.begin("create", List.of("one"));
        journal.finished();
        journal.begin("start", List.of("power"));
        journal.stepFinished("power");

        Journal next = reopened();
        next.begin("start", List.of("power"));

        assertThat(next.isDone("power")).isFalse();
        assertThat(next.unfinishedStep()).isEmpty();
    }

    @Test
    void timesAreThoseOfTheClock() throws IOException {
        Journal journal = reopened();
        journal.begin("create", List.of("one"));
        journal.stepStarted("one");

        assertThat(Files.readString(store.folder("a").resolve("jmachine.json")))
                .contains("\"CreatedAt\": \"2026-11-24T06:00:00Z\"", "\"StartedAt\": \"2026-11-24T06:00:00Z\"")
                .doesNotContain("FinishedAt");
    }
}
