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
            throw refused(option, value, otherwise);
        }
    }

    /** Return the refusal of an option's value. */
    static MachineException refused(String option, String value, String why) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading --" + option + " \"" + value + "\"", why);
    }
}
