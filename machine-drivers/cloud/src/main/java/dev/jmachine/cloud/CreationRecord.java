package dev.jmachine.cloud;

import dev.jmachine.spi.DriverState;

/** Tells from a machine's state whether something of it may be at the provider. */
public final class CreationRecord {

    private CreationRecord() {
    }

    /**
     * Return whether creation has begun.
     *
     * @param key what creation saves first of all
     * @return true also when the record is damaged, so that nobody knows: else the machine's name is always in it
     */
    public static boolean begun(DriverState state, String key) {
        return !state.text(key).isEmpty() || state.text("MachineName").isEmpty();
    }
}
