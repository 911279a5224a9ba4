package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;

/** Checks of option values. */
final class Require {

    private Require() {
    }

    /** Refuse an option's value unless it is valid. */
    static void that(boolean valid, String option, String value, String otherwise) {
        if (!valid) {
            throw new MachineException(
                    ErrorCode.INVALID_ARGUMENT, "Reading --" + option + " \"" + value + "\"", otherwise);
        }
    }
}
