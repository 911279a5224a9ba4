package dev.jmachine.lifecycle.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final List<String> notices = new ArrayList<>();
    private int attempts;

    private String call(Retries retries, FailureKind kind, Supplier<String> action) {
        return retries.call("Asking the oracle", action, failure -> kind, notices::add);
    }

    private String succeedAt(int attempt) {
        attempts++;
        if (attempts < attempt) {
            throw new IllegalStateException("the oracle sleeps");
        }
        return "42";
    }

    @Test
    void whatPassesAtOnceIsTriedAgainWithoutAWord() {
        Retries retries = new Retries(LONG, LONG, SHORT, SHORT);
        assertThat(call(retries, FailureKind.TRANSIENT, () -> succeedAt(3))).isEqualTo("42");
        assertThat(attempts).isEqualTo(3);
        assertThat(notices).isEmpty();
    }

    @Test
    void whatGoesOnFailingIsToldOnce() {
        Retries retries = new Retries(LONG, Duration.ZERO, SHORT, SHORT);
        assertThat(call(retries, FailureKind.TRANSIENT, () -> succeedAt(5))).isEqualTo("42");
        assertThat(notices).singleElement().asString()
                .matches("Asking the oracle fails for the moment; it is tried again for \\d+ s more: the oracle sleeps");
    }

    @Test
    void whatFailsForTooLongIsTheFailureOfItsLastAttempt() {
        Retries retries = new Retries(Duration.ofMillis(20), LONG, SHORT, SHORT);
        MachineException failure = catchThrowableOfType(MachineException.class,
                () -> call(retries, FailureKind.TRANSIENT, () -> succeedAt(Integer.MAX_VALUE)));
        assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER);
        assertThat(failure.problem()).isEqualTo("the oracle sleeps");
        assertThat(attempts).isGreaterThan(1);
    }

    @Test
    void whatDoesNotPassIsNotTriedAgain() {
        Retries retries = new Retries(LONG, Duration.ZERO, SHORT, SHORT);
        MachineException failure = catchThrowableOfType(MachineException.class,
                () -> call(retries, FailureKind.QUOTA, () -> succeedAt(2)));
        assertThat(failure.code()).isEqualTo(ErrorCode.QUOTA);
        assertThat(attempts).isEqualTo(1);
        assertThat(notices).isEmpty();
    }

    @Test
    void aPauseIsInterrupted() {
        Retries retries = new Retries(LONG, LONG, LONG, LONG);
        Thread.currentThread().interrupt();
        MachineException failure = catchThrowableOfType(MachineException.class,
                () -> call(retries, FailureKind.TRANSIENT, () -> succeedAt(2)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
    }
}
