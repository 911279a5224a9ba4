package dev.jmachine.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollingTest {

    @Test
    void looksUntilThereIsSomething() {
        AtomicInteger looks = new AtomicInteger();
        int found = Polling.within(Duration.ofSeconds(10)).find("it",
                () -> looks.incrementAndGet() < 3 ? Optional.empty() : Optional.of(looks.get()));
        assertThat(found).isEqualTo(3);
    }

    @Test
    void doesNotLookBeforeItIsTime() {
        long began = System.nanoTime();
        Duration waited = Polling.within(Duration.ofSeconds(10)).lookingFirstAfter(Duration.ofMillis(120))
                .find("it", () -> Optional.of(Duration.ofNanos(System.nanoTime() - began)));
        assertThat(waited).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void givesUpWithWordsThatSayWhatDidNotCome() {
        assertThatThrownBy(() -> Polling.within(Duration.ofMillis(150)).until("the moon", () -> false))
                .isInstanceOfSatisfying(MachineException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT))
                .hasMessageContaining("the moon");
    }
}
