package dev.jmachine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.testkit.FaultProxy.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of a driver whose provider is reached over HTTP: beyond {@link DriverContract}, every single call fails
 * once in every way, one at a time, and then all of them do.
 *
 * <p>Whatever fails, the driver ends well or tells it; what it tells is transient by its own judgement, so that the
 * library tries again, and names the provider's id of the request. Going on makes the machine, and removing it leaves
 * nothing, also of what a call has made whose answer was lost.
 */
public abstract class ProviderContract extends DriverContract {
    private static final int MOST_CALLS = 300;

    /**
     * Return what stands before the provider: {@link #options()} lead through it. One for all tests of the class,
     * with the provider's own answers for {@link Fault#SERVER_ERROR} and {@link Fault#THROTTLED}.
     */
    protected abstract FaultProxy proxy();

    /** Return the id of the request that the proxy's answers bear. */
    protected abstract String requestId();

    /**
     * Return the faults to try on a call; by default all. Before a slow provider a driver may return one for each call,
     * in turn.
     *
     * @param call which call, counted from 1
     */
    protected List<Fault> faults(int call) {
        return List.of(Fault.values());
    }

    /** Return the longest time that one attempt at an action may take; by default a minute. */
    protected Duration patience() {
        return Duration.ofMinutes(1);
    }

    @AfterEach
    void healTheProvider() {
        proxy().reset();
    }

    @Test
    void creationGoesOnWhicheverCallFailed() {
        forEachCall((call, fault) -> {
            boolean failed = failing(call, fault, Driver::create);
            bench.driver().create();
            assertThat(bench.driver().status()).as("after %s in call %d", fault, call)
                    .isEqualTo(MachineState.RUNNING);
            removeWhole();
            return failed;
        });
    }

    @Test
    void removalLeavesNothingWhicheverCallOfCreationFailed() {
        forEachCall((call, fault) -> {
            boolean failed = failing(call, fault, Driver::create);
            removeWhole();
            return failed;
        });
    }

    @Test
    void removalGoesOnWhicheverCallFailed() {
        forEachCall((call, fault) -> {
            bench.driver().create();
            boolean failed = failing(call, fault, Driver::remove);
            removeWhole();
            return failed;
        });
    }

    @Test
    void aProviderThatFailsEveryCallIsToldByCreation() {
        for (Fault fault : Fault.values()) {
            proxy().failEveryCall(fault);
            assertThat(attempt(Driver::create, fault)).as("creation with %s in every call", fault).isPresent();
            proxy().reset();
            removeWhole();
        }
    }

    @Test
    void aProviderThatFailsEveryCallCannotBeAskedAndIsToldByRemoval() {
        bench.driver().create();
        for (Fault fault : Fault.values()) {
            proxy().failEveryCall(fault);
            MachineState[] state = new MachineState[1];
            attempt(driver -> state[0] = driver.status(), fault);
            assertThat(state[0]).as("status with %s in every call", fault).isEqualTo(MachineState.TIMEOUT);
            assertThat(attempt(Driver::remove, fault)).as("removal with %s in every call", fault).isPresent();
            proxy().reset();
        }
        removeWhole();
    }

    /** Returns whether the call was made at all. */
    private interface Trial {
        boolean run(int call, Fault fault);
    }

    /** Try call after call, until an action makes no more of them. */
    private void forEachCall(Trial trial) {
        for (int call = 1; call < MOST_CALLS; call++) {
            for (Fault fault : faults(call)) {
                if (!trial.run(call, fault)) {
                    assertThat(call).as("the first call that is not made").isGreaterThan(1);
                    return;
                }
            }
        }
    }

    private boolean failing(int call, Fault fault, Consumer<Driver> action) {
        proxy().reset();
        proxy().failCall(call, fault);
        attempt(action, fault);
        boolean failed = proxy().faults() > 0;
        proxy().reset();
        return failed;
    }

    /** Return what the driver tells of its failure; empty when it ends well. */
    private Optional<MachineException> attempt(Consumer<Driver> action, Fault fault) {
        return assertTimeoutPreemptively(patience(), () -> {
            try {
                action.accept(bench.driver());
                return Optional.empty();
            } catch (RuntimeException e) {
                return Optional.of(told(e, fault));
            }
        }, () -> fault + " in one of " + proxy().requests());
    }

    private MachineException told(RuntimeException failure, Fault fault) {
        assertThat(bench.driver().classify(failure)).as("%s, told as: %s", fault, failure)
                .isEqualTo(FailureKind.TRANSIENT);
        MachineException told = bench.told(failure);
        if (fault == Fault.SERVER_ERROR) {
            assertThat(told).hasMessageContaining(requestId());
        }
        return told;
    }

    private void removeWhole() {
        bench.driver().remove();
        assertNothingIsLeft(bench.folder());
        startAfresh();
    }
}
