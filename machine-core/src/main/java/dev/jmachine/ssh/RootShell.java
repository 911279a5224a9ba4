package dev.jmachine.ssh;

/**
 * Command lines that become root where the user is not, understood by whatever shell the user logs in with.
 *
 * <p>Stateless. Neither asks for a password: a user who may not use sudo without one gets sudo's own refusal, on standard
 * error, and a status other than 0.
 */
public final class RootShell {
    /** Runs the script that it gets as standard input, so that nothing of it is in an argument list. */
    public static final String SCRIPT =
            "sh -c 'if [ \"$(id -u)\" = 0 ]; then exec sh -s; else exec sudo -n sh -s; fi'";

    private RootShell() {
    }

    /**
     * Return the command line that runs a script of root's, whose standard input is the caller's: for data to be passed
     * on. The script is in an argument list, where every user of the host can read it: it must hold no secret.
     */
    public static String command(String script) {
        return "sh -c 'if [ \"$(id -u)\" = 0 ]; then exec sh -c \"$1\"; else exec sudo -n sh -c \"$1\"; fi' sh "
                + ShellQuoting.quote(script);
    }
}
