package dev.jmachine.ssh;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;

/**
 * Quotes words for a POSIX shell: the one place where text of users becomes part of a remote command line.
 *
 * <p>Source of the rule: POSIX.1-2017, Shell Command Language, 2.2.2 "Single-Quotes". Stateless.
 */
public final class ShellQuoting {

    private ShellQuoting() {}

    /**
     * Return a word quoted so that a POSIX shell reads exactly that word, whatever is in it.
     *
     * @param word any text without NUL characters, also empty
     * @return the word between single quotes
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if it holds a NUL, which no argument can
     */
    public static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Quoting a word for the remote shell",
                    "It holds a NUL character, which no argument of a command can.");
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
