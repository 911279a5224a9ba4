package dev.jmachine.cloud;

import dev.jmachine.api.MachineState;
import dev.jmachine.spi.FailureKind;
import java.util.function.Supplier;

/** Tells a machine that is gone from a provider that cannot be asked. */
public final class ProviderStatus {

    private ProviderStatus() {
    }

    /** Return what a look at the provider says, or {@link MachineState#TIMEOUT} when it cannot answer now. */
    public static MachineState of(Supplier<MachineState> look) {
        try {
            return look.get();
        } catch (ProviderException e) {
            if (e.kind() == FailureKind.TRANSIENT) {
                return MachineState.TIMEOUT;
            }
            throw e;
        }
    }
}
