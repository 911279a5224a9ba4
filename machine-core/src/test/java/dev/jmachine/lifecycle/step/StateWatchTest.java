package dev.jmachine.lifecycle.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.MachineState;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StateWatchTest {

    @Test
    void aMachineThatIsOffWillNotAnswer() {
        assertThat(new StateWatch(() -> MachineState.STOPPED).hopeless()).contains(MachineState.STOPPED);
    }

    @Test
    void aMachineThatStartsOrWhoseProviderCannotBeAskedMayYetAnswer() {
        assertThat(new StateWatch(() -> MachineState.STARTING).hopeless()).isEmpty();
        assertThat(new StateWatch(() -> MachineState.TIMEOUT).hopeless()).isEmpty();
    }

    @Test
    void aProviderIsNotAskedAtEachTryOfThePort() {
        AtomicInteger asked = new AtomicInteger();
        StateWatch watch = new StateWatch(() -> {
            asked.incrementAndGet();
            return MachineState.RUNNING;
        });
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(watch.hopeless()).isEmpty();
        }
        assertThat(asked).hasValue(1);
    }
}
