package dev.jmachine.cli.output;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The three streams, and which of them are terminals. Results go to {@link #out()}, all else to {@link #err()}.
 *
 * <p>Thread-safe as {@link PrintStream} is.
 *
 * @param in standard input
 * @param out standard output, UTF-8; flushed by {@link #flush()}
 * @param err standard error, UTF-8; flushed at each line
 * @param terminals the numbers of the streams that are terminals, such as {@code 012}
 * @param environment environment variables
 */
public record Console(
        InputStream in, PrintStream out, PrintStream err, String terminals, Map<String, String> environment) {

    /** Return this process's streams. */
    public static Console ofProcess(String terminals) {
        // Not System.out: its charset follows the locale, which is often POSIX in scripts.
        return new Console(System.in, stream(FileDescriptor.out, false), stream(FileDescriptor.err, true),
                terminals, System.getenv());
    }

    private static PrintStream stream(FileDescriptor descriptor, boolean flushAtLines) {
        return new PrintStream(new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 8192),
                flushAtLines, StandardCharsets.UTF_8);
    }

    /** Return whether the user types at a terminal. */
    public boolean inputIsTerminal() {
        return terminals.contains("0");
    }

    /** Return whether results go to a terminal. */
    public boolean outputIsTerminal() {
        return terminals.contains("1");
    }

    /** Return whether progress can be drawn: standard error is a terminal that can move its cursor. */
    public boolean liveErrors() {
        return terminals.contains("2") && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Return whether standard error may be coloured. */
    public boolean colouredErrors() {
        return liveErrors() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Print a line of a result, and hand it on at once. */
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /**
     * Ask a question that is answered with yes or no.
     *
     * @return whether the answer begins with y; false when there is none
     */
    public boolean confirm(String question) {
        out.print(question + " (y/n): ");
        out.flush();
        String answer = readLine();
        return answer.startsWith("y") || answer.startsWith("Y");
    }

    /**
     * Read a secret: from a terminal after a prompt and without showing it, else the first line of standard input.
     *
     * @return the secret; empty when there is none
     */
    public String secret(String prompt) {
        if (!inputIsTerminal()) {
            return readLine().strip();
        }
        java.io.Console terminal = System.console();
        if (terminal != null) {
            char[] typed = terminal.readPassword("%s: ", prompt);
            return typed == null ? "" : new String(typed).strip();
        }
        err.print(prompt + ": ");
        err.flush();
        return readLine().strip();
    }

    private String readLine() {
        try {
            String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hand on all that was written. */
    public void flush() {
        out.flush();
        err.flush();
    }
}
